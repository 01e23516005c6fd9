using System.CommandLine;
using System.Globalization;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Data.Published;
using SwapScore.Evaluation;
using SwapScore.Workflows;
using SwapScore.Workflows.Reproduction;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore reproduce</c>: makes the figures and tables of the paper again.</summary>
internal sealed class ReproduceCommand : Command, IExplained
{
    private readonly SharedOptions _shared;
    private readonly CommandContext _context;

    private readonly Argument<string[]> _names = new("ARTEFACT")
    {
        Description = $"Figures and tables to make: {string.Join(", ", ReproductionOptions.Known)} or all",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "Folder of the report, its figures and its studies; the same command continues an interrupted run",
        HelpName = "DIR",
        DefaultValueFactory = _ => "reproduction",
    };

    private readonly Option<bool> _quick = new("--quick") { Description = "Fewer rows, initialisations and seeds: minutes instead of an hour" };

    public ReproduceCommand(SharedOptions shared, CommandContext context)
        : base("reproduce", "Make the paper's figures and tables again, with published numbers beside ours")
    {
        (_shared, _context) = (shared, context);
        Add(_names);
        foreach (var option in (Option[])[shared.DataRoot, _output, _quick, shared.Seed, shared.Threads, shared.Device])
            Add(option);
        shared.Store.AddTo(this);
        shared.AddFormat(this);
        SetAction((parsed, _) => ExecuteAsync(parsed));
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore reproduce fig10 --data-root data", "one figure"),
        ("swapscore reproduce all --data-root data --quick", "all of them, coarsely"),
        ("swapscore reproduce all --output report", "all of them, from the data 'swapscore data get' has fetched"),
    ];

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        using var run = new CommandOutput(_shared, _context, parsed);
        var started = _context.Workflows.Clock.GetTimestamp();
        var options = ReadOptions(parsed);
        ReproductionOutcome outcome;
        try
        {
            outcome = await run.RunAsync(() => run.Workflows.ReproduceAsync(options, run.Progress, run.Notes, _context.Interruption.Token)).ConfigureAwait(false);
        }
        catch (WorkInterruptedException stopped)
        {
            run.Messages.Plain($"interrupted after {stopped.Done} of {stopped.Total}; what is done is saved, and the same command goes on");
            return (int)_context.Interruption.Code;
        }

        run.Results.Write(outcome.Table, () => outcome.Document);
        foreach (var absent in outcome.Absent)
            run.Messages.Warning(absent);
        run.Messages.Note(string.Create(
            CultureInfo.InvariantCulture, $"{outcome.ReportPath} · {options.Threads} threads · {_context.Workflows.Clock.GetElapsedTime(started).TotalSeconds:0} s"));
        return (int)(outcome.IsComplete ? ExitCode.Success : ExitCode.PartlyFailed);
    }

    /// <exception cref="UsageException">A quick run would not use the device.</exception>
    private ReproductionOptions ReadOptions(ParseResult parsed)
    {
        var options = new ReproductionOptions
        {
            Names = parsed.GetRequiredValue(_names),
            Data = _shared.ReadDataRoot(parsed, _context.Workflows),
            Folder = parsed.GetRequiredValue(_output),
            IsQuick = parsed.GetValue(_quick),
            Seed = parsed.GetRequiredValue(_shared.Seed),
            Threads = _shared.ReadThreads(parsed),
            Device = parsed.GetRequiredValue(_shared.Device),
            DownloadOf = names => $"'swapscore data get {string.Join(' ', names)}'",
        };
        if (options.IsQuick && options.Device != ComputeDevice.Cpu)
            throw new UsageException($"--device {options.Device} cannot be used with --quick", "a quick run leaves out metrics of gradients");
        options.Validated();
        if (!PublishedFile.All.Any(options.Data.Has))
            throw new InputException($"{options.Data.Path} holds none of the published tables and data sets", "'swapscore data list' names them, 'swapscore data get' fetches them; --data-root names another folder");
        return options with { CommandOf = name => CommandOf(options, parsed.GetValue(_shared.DataRoot), name) };
    }

    /// <summary>The command that makes an artefact again.</summary>
    private static string CommandOf(ReproductionOptions options, string? dataRoot, string artefact) => string.Join(' ', ((string?[])
    [
        "swapscore reproduce", artefact,
        dataRoot is { } root ? $"--data-root {CommandText.Quoted(root)}" : null,
        options.IsQuick ? "--quick" : null,
        options.Seed != 0 ? string.Create(CultureInfo.InvariantCulture, $"--seed {options.Seed}") : null,
        options.Device != ComputeDevice.Cpu ? $"--device {options.Device}" : null,
        $"--output {CommandText.Quoted(options.Folder)}",
    ]).Where(part => part is not null));
}
