using System.CommandLine;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Progress;
using SwapScore.Cli.Searching;
using SwapScore.Metrics.LinearRegions;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Torch;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Search.Pruning;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore prune</c>: finds an architecture by pruning a super-network, as TE-NAS does.</summary>
internal sealed class PruneCommand : Command, IExplained
{
    private static readonly PruningOptions Standard = new();
    private static readonly ProgressWords Words = new("pruning", "measured", "networks");

    private readonly SharedOptions _shared;
    private readonly CommandContext _context;
    private readonly Option<string> _space = new("--space")
    {
        Description = "Search space whose edges choose among operations: nasbench201 or darts",
        HelpName = "NAME",
        DefaultValueFactory = _ => "nasbench201",
    };

    private readonly Option<int> _perRound = ParsedOption.Count("--per-round", "Operations removed per edge and round", Standard.PerRound, 100);
    private readonly Option<int> _repeats = ParsedOption.Count("--repeats", "Initialisations to average per measurement", Standard.Repeats, 1000);
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Run folder: config.json, environment.json, history.jsonl, result.json",
        HelpName = "DIR",
    };

    private readonly StartOptions _start;

    public PruneCommand(SharedOptions shared, CommandContext context)
        : base("prune", "Find an architecture by pruning a super-network (TE-NAS); needs libtorch")
    {
        (_shared, _context) = (shared, context);
        _start = new StartOptions("search", _output);
        foreach (var option in (Option[])[_space, shared.Task, _perRound, _repeats, shared.Data, shared.BatchSize, shared.ImageSize, shared.Seed, shared.Threads, shared.Device, _output])
            Add(option);
        _start.AddTo(this);
        shared.AddFormat(this);
        SetAction((parsed, _) => ExecuteAsync(parsed));
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore prune", "NAS-Bench-201 on the built-in images"),
        ("swapscore prune --data data_batch_1.bin --output runs/pruned", "on CIFAR-10; go on with --resume"),
        ("swapscore prune --space darts --per-round 3", "both cells of DARTS, in steps as large as published"),
    ];

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        var workflows = _context.Workflows;
        var run = new CommandOutput(_shared, _context, parsed);
        var started = workflows.Clock.GetTimestamp();
        var start = _start.Read(parsed);
        var settings = ReadSettings(parsed);
        using var history = parsed.GetValue(_output) is { } folder
            ? PruningHistory.Open(folder, PruneDocuments.Configuration(settings), MachineFacts.ForRun(workflows, settings.Batch, settings.Threads), start)
            : null;
        var search = new PruningSearch(
            new SuperNetworkSpace(settings.Space), settings.Task, workflows.CreateEvaluator(settings.Batch, settings.Threads), settings.Options,
            settings.Batch.Fingerprint);
        history?.Restore(search);
        if (history?.Restored > 0) run.Messages.Note($"resuming: {history.Restored} of {search.Measurements} networks are measured");
        if (await RoundsAsync(run, search, history).ConfigureAwait(false) is not { } rounds) return (int)_context.Interruption.Code;

        var found = new FoundArchitecture(settings.Space, settings.Task, search.Found(rounds[^1].Remaining));
        var result = PruneDocuments.Result(settings, rounds, found);
        if (history is not null) run.WriteFile(() => history.WriteResult(result));
        run.Results.Write(PruneTables.Removed(settings.Space, rounds), () => result, PruneTables.Details(found));
        var seconds = workflows.Clock.GetElapsedTime(started).TotalSeconds;
        run.Messages.Note($"{search.Measurements} networks measured · {RunLine.Of(search.Evaluation, settings.Batch, settings.Threads, seconds)}");
        if (history is not null) run.Messages.Note($"configuration, history and result are in {history.Folder}");
        return run.Conclude(ExitCode.Success);
    }

    /// <returns>Null when the user stopped the search and was told how to go on.</returns>
    private async Task<List<PruningRound>?> RoundsAsync(CommandOutput run, PruningSearch search, PruningHistory? history)
    {
        var (rounds, measured) = (new List<PruningRound>(), 0);
        try
        {
            return await run.Progress.RunAsync(async progress =>
            {
                await foreach (var happened in search.RunAsync(_context.Interruption.Token).ConfigureAwait(false))
                {
                    if (happened is PruningRound round) rounds.Add(round);
                    if (happened is not NetworkMeasured one) continue;
                    history?.Append(one);
                    progress.Report(new WorkProgress(++measured, search.Measurements, $"round {one.Number}"));
                }

                return rounds;
            }, Words).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_context.Interruption.Token.IsCancellationRequested)
        {
            run.Messages.Interrupted(
                measured, search.Measurements, "networks", history is null ? null : CommandText.ToResume(_context.Arguments), "give --output DIR to be able to resume");
            return null;
        }
    }

    /// <exception cref="UsageException">A setting is out of range, or the images are too small.</exception>
    /// <exception cref="UnavailableException">The device is not there.</exception>
    private PruneSettings ReadSettings(ParseResult parsed)
    {
        var space = ReadSpace(parsed);
        var task = SearchSpaces.FindTask(space, parsed.GetValue(_shared.Task));
        var options = new PruningOptions
        {
            PerRound = parsed.GetRequiredValue(_perRound),
            Repeats = parsed.GetRequiredValue(_repeats),
            Seed = parsed.GetRequiredValue(_shared.Seed),
            Device = parsed.GetRequiredValue(_shared.Device),
        }.Validated();
        TorchDevices.Require(options.Device);
        var batch = _context.Workflows.LoadBatch(_shared.ReadSamples(parsed, task));
        if (batch.Shape.Rows < LinearRegionsMeasure.Side || batch.Shape.Columns < LinearRegionsMeasure.Side)
            throw new UsageException($"images of {batch.Shape} are too small: linear regions are those of crops of {LinearRegionsMeasure.Side}×{LinearRegionsMeasure.Side} pixels");
        return new PruneSettings(space, task, options, batch, _shared.ReadThreads(parsed));
    }

    private IPrunableSpace ReadSpace(ParseResult parsed)
    {
        var spaces = _context.Workflows.Spaces;
        var space = SearchSpaces.Find(parsed.GetRequiredValue(_space), spaces);
        return space as IPrunableSpace ?? throw new UsageException(
            $"the space {space.Name} cannot be pruned: it has no super-network",
            $"those that can: {string.Join(", ", spaces.OfType<IPrunableSpace>().Select(one => one.Name))}");
    }
}
