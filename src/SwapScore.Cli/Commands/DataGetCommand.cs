using SwapScore.Cli.Progress;
using SwapScore.Workflows.Published;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore data get</c>: downloads published data.</summary>
internal sealed class DataGetCommand : ProductCommand
{
    private readonly Argument<string[]> _names = new("NAME") { Description = "Names of the data to download (see 'swapscore data list')", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _from = ParsedOption.Text(
        "--from", "URL", "Another address of the file, for example a mirror; the publisher's checksum still applies");
    private readonly Option<bool> _force = new("--force") { Description = "Download again even if the file is there" };
    private readonly Option<int> _patience = ParsedOption.Count(
        "--timeout", "Seconds without a byte after which a connection counts as broken", 60, 3600);

    public DataGetCommand(SharedOptions shared, CommandContext context)
        : base("get", "Download published data and verify it; continue an interrupted download", shared, context)
    {
        Add(_names);
        AddOptions(shared.DataRoot, _from, _force, _patience);
        shared.AddFormat(this);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore data get darts cifar10", "what the headline study needs; address and size are shown first"),
        ("swapscore data get cifar10 --data-root data", "into another folder; the same line continues after an interruption"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        run.Progress.Words = new ProgressWords("downloading", "downloaded", "KiB");
        var names = parsed.GetRequiredValue(_names);
        var options = new DataDownloadOptions
        {
            Names = [.. names],
            Folder = Shared.ReadDataRoot(parsed, Context.Workflows),
            Address = ReadAddress(parsed.GetValue(_from), names.Distinct().Count()),
            Replaces = parsed.GetValue(_force),
            Patience = TimeSpan.FromSeconds(parsed.GetRequiredValue(_patience)),
        };
        try
        {
            run.Results.Write(await run.RunAsync(() => WorkflowSessions.DownloadAsync(options, run.Progress, run.Notes, Context.Interruption.Token)).ConfigureAwait(false));
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (Context.Interruption.Token.IsCancellationRequested)
        {
            run.Messages.Hint("what has come is kept; the same command goes on where it stopped");
            throw;
        }
    }

    private static Uri? ReadAddress(string? text, int files)
    {
        if (text is null) return null;
        if (files > 1) throw new UsageException("--from is the address of one file, but several were named", "get them one by one");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UsageException($"--from takes an http or https address, not '{text}'");
    }
}
