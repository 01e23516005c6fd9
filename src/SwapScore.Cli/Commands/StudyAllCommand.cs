using System.CommandLine;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Studying;
using SwapScore.Networks;
using SwapScore.Reports.Charts;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Studies;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore study all</c>: every study whose table is there, in one table.</summary>
internal sealed class StudyAllCommand : Command, IExplained
{
    private readonly SharedOptions _shared;
    private readonly CommandContext _context;

    private readonly Option<string> _tables = new("--tables")
    {
        Description = "Folder of the tables of ground truth, under the names they are published with",
        HelpName = "DIR",
        Required = true,
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
            _tables, _collection, shared.Metric, shared.BatchSize, shared.ImageSize, shared.RandomLabels, shared.Repeats, shared.Seed, shared.Threads, shared.Device, shared.Mu, shared.Sigma,
            _output])
            Add(option);
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
        var run = new CommandOutput(_shared, _context, parsed);
        var report = _shared.ReadReport(parsed);
        var jobs = Jobs(parsed);
        var session = new StudySession(run, _context);
        var reports = new List<StudyReport>();
        var failed = 0;
        foreach (var (index, job) in jobs.Index())
        {
            run.Messages.Note($"study {index + 1} of {jobs.Count}: {job.Kind.Space}, {job.Task.Name}, on {job.Samples.Data}");
            try
            {
                if (await session.RunAsync(job).ConfigureAwait(false) is not { } outcome) return (int)_context.Interruption.Code;
                reports.Add(outcome.Report);
            }
            catch (SwapScoreException fault) when (fault is InputException or NetworkException)
            {
                run.Messages.Warning($"{job.Kind.Space}, {job.Task.Name}: {fault.Message}");
                failed++;
            }
        }

        if (reports.Count > 0)
        {
            foreach (var write in report.Writes(() => AllStudiesPage.Of(reports, Footer(reports, parsed))))
                run.WriteFile(write);
        }

        run.Results.Write(AllStudiesTable.Of(reports), () => ResultDocument.Create("studies", reports.Select(StudyReportJson.ToJson)));
        failed += reports.Count(one => one.Failures.Count > 0);
        return run.Conclude(failed == 0 ? ExitCode.Success : ExitCode.PartlyFailed);
    }

    private ChartFooter Footer(List<StudyReport> reports, ParseResult parsed) => new(
        ProductVersion.Text,
        CommandText.ToRepeat(_context.Arguments),
        parsed.GetRequiredValue(_shared.Seed),
        $"{parsed.GetRequiredValue(_shared.BatchSize)} samples ({string.Join(", ", reports.Select(one => one.Definition.BatchFingerprint).Distinct())})");

    private List<StudyJob> Jobs(ParseResult parsed)
    {
        var start = _start.Read(parsed);
        var tables = parsed.GetRequiredValue(_tables);
        if (!Directory.Exists(tables)) throw new InputException($"there is no folder {tables}", "give the folder of the tables of ground truth");
        if (parsed.GetValue(_collection) is { } data && !Directory.Exists(data)) throw new InputException($"there is no folder {data}", "give the folder of the data sets");

        var columns = parsed.GetRequiredValue(_shared.Metric);
        if (columns.FirstOrDefault(TableMetric.Is) is { } published)
            throw new UsageException($"{published} is not in every table", "name published metrics in the study of one space");
        var collection = new DataCollection(parsed.GetValue(_collection));
        var jobs = new List<StudyJob>();
        foreach (var kind in StudyKind.In(_context.Workflows.Spaces))
        {
            if (kind.Tables.Select(name => Path.Combine(tables, name)).FirstOrDefault(File.Exists) is not { } table) continue;
            var space = SearchSpaces.Find(kind.Space, _context.Workflows.Spaces);
            foreach (var task in kind.HasOneEvaluation ? space.Tasks.Take(1) : space.Tasks)
            {
                var folder = parsed.GetValue(_output) is { } output ? Path.Combine(output, kind.HasTasks ? $"{kind.Space}-{task.Name}" : kind.Space) : null;
                var isStarted = folder is not null && File.Exists(StudyFiles.In(folder).Rows);
                jobs.Add(new StudyJob
                {
                    Kind = kind,
                    Space = space,
                    Task = task,
                    Truth = table,
                    Samples = new SampleRequest(collection.For(task), parsed.GetRequiredValue(_shared.BatchSize), parsed.GetValue(_shared.ImageSize), task)
                    {
                        HasRandomLabels = parsed.GetValue(_shared.RandomLabels),
                        Vocabulary = collection.Vocabulary,
                    },
                    Options = _shared.ReadScoring(parsed, task),
                    Regularization = _shared.ReadRegularization(parsed),
                    Columns = _shared.ReadMetrics(parsed, task),
                    Threads = _shared.ReadThreads(parsed),
                    Limit = parsed.GetValue(_limit),
                    SkipInvalid = true,
                    Start = start is RunStart.Resume or RunStart.Repair && !isStarted ? RunStart.New : start,
                    Files = folder is null ? null : StudyFiles.In(folder),
                    Folder = folder,
                });
            }
        }

        return jobs.Count > 0
            ? jobs
            : throw new InputException(
                $"{tables} holds none of {string.Join(", ", StudyKind.In(_context.Workflows.Spaces).SelectMany(kind => kind.Tables))}", "give the folder of the tables of ground truth");
    }
}
