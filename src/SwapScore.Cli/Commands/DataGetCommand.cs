using System.CommandLine;
using System.Text.Json.Nodes;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Progress;
using SwapScore.Cli.Shell;
using SwapScore.Data.Published;
using SwapScore.Values;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore data get</c>: downloads published data.</summary>
internal sealed class DataGetCommand : Command, IExplained
{
    private readonly SharedOptions _shared;
    private readonly CommandContext _context;
    private readonly Argument<string[]> _names = new("NAME") { Description = "Names of the data to download (see 'swapscore data list')", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _from = new("--from") { Description = "Another address of the file, for example a mirror; the publisher's checksum still applies", HelpName = "URL" };
    private readonly Option<bool> _force = new("--force") { Description = "Download again even if the file is there" };
    private readonly Option<int> _patience = ParsedOption.Count("--timeout", "Seconds without a byte after which a connection counts as broken", 60, 3600);

    public DataGetCommand(SharedOptions shared, CommandContext context)
        : base("get", "Download published data and verify it; continue an interrupted download")
    {
        (_shared, _context) = (shared, context);
        Add(_names);
        foreach (var option in (Option[])[shared.DataRoot, _from, _force, _patience])
            Add(option);
        shared.AddFormat(this);
        SetAction((parsed, _) => ExecuteAsync(parsed));
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore data get darts cifar10", "what the headline study needs; address and size are shown first"),
        ("swapscore data get cifar10 --data-root data", "into another folder; the same line continues after an interruption"),
    ];

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        using var run = new CommandOutput(_shared, _context, parsed);
        run.Progress.Words = new ProgressWords("downloading", "downloaded", "KiB");
        var folder = _shared.ReadDataRoot(parsed, _context.Workflows);
        var files = parsed.GetRequiredValue(_names).Distinct().Select(PublishedFile.Find).ToList();
        var from = ReadAddress(parsed, files.Count);
        if (from is null && files.Find(file => file.Address is null) is { } registered)
            throw new UsageException(
                $"{registered.Name} is given to registered people only ({registered.License})", $"download it from {registered.Page} and put it at {folder.PathOf(registered)}");

        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"swapscore/{WorkflowContext.Version}");
        var patience = TimeSpan.FromSeconds(parsed.GetRequiredValue(_patience));
        var states = new List<(PublishedFile File, bool IsNew)>();
        foreach (var file in files)
            states.Add((file, await GetAsync(file, from, folder, client, patience, run, parsed.GetValue(_force)).ConfigureAwait(false)));

        run.Results.Write(AsTable(states, folder), () => AsJson(states, folder));
        return (int)ExitCode.Success;
    }

    private async Task<bool> GetAsync(PublishedFile file, Uri? from, DataFolder folder, HttpClient client, TimeSpan patience, CommandOutput run, bool force)
    {
        if (folder.Has(file) && !force)
        {
            folder.RequireUndamaged(file);
            run.Messages.Note($"{file.Name} is there already: {folder.PathOf(file)}");
            return false;
        }

        // Never silently: what comes, from where, and under which terms is said before the first byte, even when quiet.
        run.Messages.Plain($"{file.Name}: {file.Summary}");
        run.Messages.Plain($"  from {from ?? file.Address}");
        run.Messages.Plain($"  {DataWords.Size(file.Bytes)}; licence: {file.License}; checksum: {DataWords.Checksum(file)}");
        run.Messages.Plain($"  to {folder.PathOf(file)}");
        try
        {
            return await run.RunAsync(async () =>
            {
                await folder.GetAsync(file, from, client, patience, new InKibibytes(run.Progress, file.Bytes, run.Messages), _context.Interruption.Token).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_context.Interruption.Token.IsCancellationRequested)
        {
            run.Messages.Hint("what has come is kept; the same command goes on where it stopped");
            throw;
        }
    }

    private Uri? ReadAddress(ParseResult parsed, int count)
    {
        if (parsed.GetValue(_from) is not { } text) return null;
        if (count > 1) throw new UsageException("--from is the address of one file, but several were named", "get them one by one");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UsageException($"--from takes an http or https address, not '{text}'");
    }

    private static Table AsTable(IReadOnlyList<(PublishedFile File, bool IsNew)> files, DataFolder folder) => new(
        [Column.Text("Name", "name"), Column.Text("State", "state"), Column.Text("Path", "path")],
        [.. files.Select(one => (ValueList<Cell>)[one.File.Name, one.IsNew ? "downloaded" : "was there", folder.PathOf(one.File)])]);

    private static JsonObject AsJson(IReadOnlyList<(PublishedFile File, bool IsNew)> files, DataFolder folder) => ResultDocument.Create("data", files.Select(one => new JsonObject
    {
        ["name"] = one.File.Name,
        ["downloaded"] = one.IsNew,
        ["paths"] = new JsonArray([.. one.File.Paths.Select(path => (JsonNode)Path.Combine(folder.Path, path))]),
    }));

    /// <summary>Counts as other work is counted; says once how large a file is whose size was unknown, and where one is gone on with.</summary>
    private sealed class InKibibytes(IProgress<WorkProgress> next, long? known, Messages messages) : IProgress<DownloadProgress>
    {
        private bool _isTold;

        public void Report(DownloadProgress value)
        {
            if (!_isTold)
            {
                _isTold = true;
                if (known is null && value.Total is { } size) messages.Plain($"  {DataWords.Size(size)}, the publisher says");
                if (value.Resumed > 0) messages.Plain($"  going on after {DataWords.Size(value.Resumed)}");
            }

            if (value.Total is { } total) next.Report(new WorkProgress((int)(value.Bytes >> 10), (int)(total >> 10)));
        }
    }
}
