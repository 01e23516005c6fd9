using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Progress;
using SwapScore.Cli.Shell;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Torch;
using SwapScore.Workflows;
using SwapScore.Workflows.Search.Pruning;
using SwapScore.Workflows.Sessions;

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
        : base("prune", "Find an architecture by pruning a super-network (TE-NAS)")
    {
        (_shared, _context) = (shared, context);
        _start = new StartOptions("search", _output);
        foreach (var option in (Option[])[_space, shared.Task, _perRound, _repeats, shared.Data, shared.BatchSize, shared.ImageSize, shared.Seed, shared.Threads, shared.Device, _output])
            Add(option);
        _start.AddTo(this);
        shared.Store.AddTo(this);
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
        using var run = new CommandOutput(_shared, _context, parsed);
        run.Progress.Words = Words;
        var started = _context.Workflows.Clock.GetTimestamp();
        var options = ReadOptions(parsed);
        try
        {
            var outcome = await run.RunAsync(() => run.Workflows.PruneAsync(options, run.Progress, run.Notes, _context.Interruption.Token)).ConfigureAwait(false);
            run.Report(outcome.FileFaults);
            run.Results.Write(outcome.Table, () => outcome.Document, outcome.Details);
            var seconds = _context.Workflows.Clock.GetElapsedTime(started).TotalSeconds;
            run.Messages.Note($"{outcome.Measurements} networks measured · {RunLine.Write(outcome.Evaluation, outcome.Batch, options.Threads, seconds)}");
            if (outcome.Folder is not null) run.Messages.Note($"configuration, history and result are in {outcome.Folder}");
            return run.Conclude(ExitCode.Success);
        }
        catch (WorkInterruptedException stopped)
        {
            return run.Conclude(stopped, _ => CommandText.ToResume(_context.Arguments), "give --output DIR to be able to resume");
        }
    }

    /// <exception cref="UsageException">A setting is out of range.</exception>
    /// <exception cref="UnavailableException">The device is not there.</exception>
    private PruneSessionOptions ReadOptions(ParseResult parsed)
    {
        var start = _start.Read(parsed);
        var space = PruneSessionOptions.FindSpace(parsed.GetRequiredValue(_space), _context.Workflows.Spaces);
        var task = SearchSpaces.FindTask(space, parsed.GetValue(_shared.Task));
        var pruning = new PruningOptions
        {
            PerRound = parsed.GetRequiredValue(_perRound),
            Repeats = parsed.GetRequiredValue(_repeats),
            Seed = parsed.GetRequiredValue(_shared.Seed),
            Device = parsed.GetRequiredValue(_shared.Device),
        }.Validated();
        TorchDevices.Require(pruning.Device);
        return new PruneSessionOptions
        {
            Space = space,
            Task = task,
            Samples = _shared.ReadSamples(parsed, task),
            Pruning = pruning,
            Threads = _shared.ReadThreads(parsed),
            Folder = parsed.GetValue(_output),
            Start = start,
        };
    }
}
