using SwapScore.Cli.Progress;
using SwapScore.Workflows.Published;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore data</c>: published tables and data sets.</summary>
internal static class DataCommands
{
    public static Command Create(SharedOptions shared, CommandContext context) => new CommandGroup(
        "data", "List, download and verify published tables and data sets", List(shared, context), Get(shared, context), Verify(shared, context));

    private static ShortCommand List(SharedOptions shared, CommandContext context) => new(
        "list", "List published data: content, size, licence, publisher, whether it is there", shared, context, [shared.DataRoot, .. shared.OfFormat],
        [("swapscore data list --format md", "with addresses and checksums")],
        (parsed, run) => run.Write(WorkflowSessions.ListData(shared.ReadDataRoot(parsed, context.Workflows))));

    private static ShortCommand Get(SharedOptions shared, CommandContext context)
    {
        var names = new Argument<string[]>("NAME") { Description = "Names of the data to download (see 'swapscore data list')", Arity = ArgumentArity.OneOrMore };
        var address = ParsedOption.Text("--from", "URL", "Another address of the file, for example a mirror; the publisher's checksum still applies");
        var force = new Option<bool>("--force") { Description = "Download again even if the file is there" };
        var patience = ParsedOption.Count("--timeout", "Seconds without a byte after which a connection counts as broken", 60, 3600);
        return new ShortCommand(
            "get", "Download published data and verify it; continue an interrupted download", shared, context,
            [names, shared.DataRoot, address, force, patience, .. shared.OfFormat],
            [
                ("swapscore data get darts cifar10", "what the headline study needs; address and size are shown first"),
                ("swapscore data get cifar10 --data-root data", "into another folder; the same line continues after an interruption"),
            ],
            async (parsed, run) =>
            {
                run.Progress.Words = new ProgressWords("downloading", "downloaded", "KiB");
                var options = new DataDownloadOptions
                {
                    Names = parsed.GetRequiredValue(names),
                    Folder = shared.ReadDataRoot(parsed, context.Workflows),
                    Address = ReadAddress(parsed.GetValue(address), parsed.GetRequiredValue(names).Distinct().Count()),
                    Replaces = parsed.GetValue(force),
                    Patience = TimeSpan.FromSeconds(parsed.GetRequiredValue(patience)),
                };
                try
                {
                    return run.Write(await run.RunAsync(() => WorkflowSessions.DownloadAsync(options, run.Progress, run.Notes, run.Stop)).ConfigureAwait(false));
                }
                catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
                {
                    run.Messages.Hint("what has come is kept; the same command goes on where it stopped");
                    throw;
                }
            });
    }

    private static Uri? ReadAddress(string? text, int files) => text is null ? null
        : files > 1 ? throw new UsageException("--from is the address of one file, but several were named", "get them one by one")
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new UsageException($"--from takes an http or https address, not '{text}'");

    private static ShortCommand Verify(SharedOptions shared, CommandContext context)
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = "Names of the data to verify (see 'swapscore data list'); default: everything that is there",
            Arity = ArgumentArity.ZeroOrMore,
        };
        return new ShortCommand(
            "verify", "Compare data with the publisher's checksums, or with those of the first download", shared, context, [names, shared.DataRoot, .. shared.OfFormat],
            [
                ("swapscore data verify", "all that is there; exit code 3 if anything is damaged"),
                ("swapscore data verify cifar10 --data-root data", "one data set in another folder"),
            ],
            (parsed, run) =>
            {
                var folder = shared.ReadDataRoot(parsed, context.Workflows);
                var listing = WorkflowSessions.VerifyData(folder, parsed.GetValue(names) ?? []);
                run.Write(listing);
                if (listing.Table.Rows.Count == 0) run.Messages.Note($"{folder.Path} holds none of the published data; 'swapscore data list' names them");
                return listing.HasFailures ? ExitCode.Input : ExitCode.Success;
            });
    }
}
