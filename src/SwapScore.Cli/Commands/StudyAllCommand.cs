using System.CommandLine;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Workflows;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Studies;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore study all</c>: every study whose table is there, in one table.</summary>
internal sealed class StudyAllCommand : Command, IExplained
{
    private readonly SharedOptions _shared;
    private readonly CommandContext _context;

    private readonly Option<string?> _tables = new("--tables")
    {
        Description = "Folder of the tables of ground truth, under the names they are published with; default: tables and samples that 'swapscore data get' has fetched",
        HelpName = "DIR",
    };

    private readonly Option<string?> _collection = new("--data")
    {
        Description = "Folder of data sets, with one folder per data set; each task takes its own, or the built-in images where it is missing",
        HelpName = "DIR",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Write a run folder for every study into this folder",
        HelpName = "DIR",
    };

    private readonly StartOptions _start;
    private readonly Option<int?> _limit = ParsedOption.OptionalCount("--limit", "Study only the first N usable rows of each table");

    public StudyAllCommand(SharedOptions shared, CommandContext context)
        : base("all", "Run every study whose table is in a folder; show one table of Spearman correlations")
    {
        (_shared, _context) = (shared, context);
        _start = new StartOptions("study", _output);
        foreach (var option in (Option[])[
            _tables, _collection, shared.DataRoot, shared.Metric, shared.BatchSize, shared.ImageSize, shared.RandomLabels, shared.Repeats, shared.Seed, shared.Threads, shared.Device, shared.BackEnd, shared.Mu,
            shared.Sigma, shared.Statistics,
            _output])
            Add(option);
        shared.Store.AddTo(this);
        _start.AddTo(this);
        Add(_limit);
        shared.AddReport(this);
        shared.AddFormat(this);
        SetAction((parsed, _) => ExecuteAsync(parsed));
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore study all --tables tables --limit 100 --repeats 1", "a first look, on the built-in images"),
        ("swapscore study all --tables tables --data data --batch-size 32 --repeats 5 --metric swap,swap-regularised,nwot --output runs", "all of it; go on with --resume"),
    ];

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        using var run = new CommandOutput(_shared, _context, parsed);
        var report = _shared.ReadReport(parsed);
        var found = _shared.ReadDataRoot(parsed, _context.Workflows);
        var typed = parsed.GetValue(_tables);
        var options = new AllStudiesOptions
        {
            Start = _start.Read(parsed),
            Tables = typed ?? Path.Combine(found.Path, "tables"),
            DataSets = parsed.GetValue(_collection) ?? (typed is null ? found.Path : null),
            Folder = parsed.GetValue(_output),
            Evaluation = _shared.ReadUnchecked(parsed),
            Regularization = _shared.ReadRegularization(parsed),
            BatchSize = parsed.GetRequiredValue(_shared.BatchSize),
            Side = parsed.GetValue(_shared.ImageSize),
            HasRandomLabels = parsed.GetValue(_shared.RandomLabels),
            HasChoice = parsed.GetValue(_shared.Statistics) == StudyStatisticsChoice.Choosing,
            Threads = _shared.ReadThreads(parsed),
            Limit = parsed.GetValue(_limit),
        };
        try
        {
            var outcome = await run.RunAsync(() => run.Workflows.StudyAllAsync(options, run.Progress, run.Notes, _context.Interruption.Token)).ConfigureAwait(false);
            run.Report(outcome.FileFaults);
            if (outcome.Reports.Count > 0)
            {
                foreach (var write in report.Writes(() => outcome.CreatePage(CommandText.ToRepeat(_context.Arguments))))
                    run.WriteFile(write);
            }

            run.Results.Write(outcome.Table, () => outcome.Document);
            return run.Conclude(outcome.IsComplete ? ExitCode.Success : ExitCode.PartlyFailed);
        }
        catch (WorkInterruptedException stopped)
        {
            return run.Conclude(stopped, _ => CommandText.ToResume(_context.Arguments), "give --rows FILE or --output DIR to be able to resume");
        }
    }
}
