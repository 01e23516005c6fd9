using System.CommandLine;
using System.Globalization;
using SwapScore.Cli.Help;
using SwapScore.Cli.Options;
using SwapScore.Cli.Output;
using SwapScore.Cli.Shell;
using SwapScore.Data.Published;
using SwapScore.Evaluation;
using SwapScore.Metrics.Aggregates;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Studies;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore study SPACE</c>: how well metrics rank trained networks of a space.</summary>
internal sealed class SpaceStudyCommand : Command, IExplained
{
    private const int MaximumListedFailures = 10;

    private readonly StudyKind _kind;
    private readonly SharedOptions _shared;
    private readonly CommandContext _context;
    private readonly Option<string?> _truth = new("--truth") { HelpName = "FILE" };

    private readonly Option<string?> _rows = new("--rows")
    {
        Description = "Append one CSV row per architecture as soon as it is scored: architecture, truth and the metrics; FILE.parquet is written at the end",
        HelpName = "FILE",
    };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Write a run folder: config.json, environment.json, rows.csv, results.jsonl, report.json",
        HelpName = "DIR",
    };

    private readonly StartOptions _start;
    private readonly Option<bool> _skipInvalid = new("--skip-invalid") { Description = "Leave out unusable rows of the table instead of stopping" };
    private readonly Option<bool> _faithful = new("--faithful") { Description = "Build networks as the published code did, instead of as described" };
    private readonly Option<string?> _published = new("--published")
    {
        Description = "Table of published metrics, which --metric table:NAME shows beside ours",
        HelpName = "FILE",
    };

    private readonly Option<int?> _limit = ParsedOption.OptionalCount("--limit", "Study only the first N usable rows of the table");

    public SpaceStudyCommand(StudyKind kind, SharedOptions shared, CommandContext context)
        : base(kind.Space, StudyHelp.Find(kind).Summary)
    {
        _kind = kind;
        _truth.Description = $"Table of ground truth: {StudyHelp.Find(kind).Truth}; default: table and samples that 'swapscore data get' has fetched";
        _shared = shared;
        _start = new StartOptions("study", _rows, _output);
        _context = context;
        Add(_truth);
        Add(shared.DataRoot);
        Add(shared.Task);
        shared.AddScoring(this);
        if (kind.FaithfulSpace is not null)
        {
            shared.AddText(this);
            Add(_faithful);
            Add(_published);
        }

        Add(_rows);
        Add(_output);
        _start.AddTo(this);
        Add(_skipInvalid);
        Add(_limit);
        Add(shared.Statistics);
        shared.AddReport(this);
        shared.AddFormat(this);
        SetAction((parsed, _) => ExecuteAsync(parsed));
    }

    public IReadOnlyList<(string Line, string Meaning)> Examples => StudyHelp.Find(_kind).Examples;

    private async Task<int> ExecuteAsync(ParseResult parsed)
    {
        using var run = new CommandOutput(_shared, _context, parsed);
        var report = _shared.ReadReport(parsed);
        var threads = _shared.ReadThreads(parsed);
        var isFaithful = _kind.FaithfulSpace is not null && parsed.GetValue(_faithful);
        var space = SearchSpaces.Find(isFaithful ? _kind.FaithfulSpace! : _kind.Space, _context.Workflows.Spaces);
        var task = SearchSpaces.FindTask(space, parsed.GetValue(_shared.Task));
        var metrics = _shared.ReadMetrics(parsed, task);
        string[] columns = [.. metrics.Computed().Union(_kind.Metrics)];
        var (truth, samples) = ReadData(parsed, task, run.Messages);
        var start = ReadStart(parsed, truth);
        var options = new StudyOptions
        {
            Kind = _kind,
            Space = space,
            Task = task,
            Truth = truth,
            Published = _kind.FaithfulSpace is null ? null : parsed.GetValue(_published),
            Samples = samples,
            Evaluation = _shared.ReadScoring(parsed, columns.Where(metric => !TableMetric.Is(metric)).DefaultIfEmpty(StudyRunner.Baselines[0])),
            Regularization = _shared.ReadRegularization(parsed),
            Columns = columns,
            Aggregates = [.. metrics.Where(metric => metric.IsAggregate)],
            HasChoice = parsed.GetValue(_shared.Statistics) == StudyStatisticsChoice.Choosing,
            Threads = threads,
            Limit = parsed.GetValue(_limit),
            SkipInvalid = parsed.GetValue(_skipInvalid),
            Start = start,
            Rows = parsed.GetValue(_rows),
            Folder = parsed.GetValue(_output),
        };
        try
        {
            var outcome = await run.RunAsync(() => run.Workflows.StudyAsync(options, run.Progress, run.Notes, _context.Interruption.Token)).ConfigureAwait(false);
            run.Report(outcome.FileFaults);
            foreach (var write in report.Writes(() => outcome.CreatePage(CommandText.ToRepeat(_context.Arguments))))
                run.WriteFile(write);
            return Write(run, outcome, threads);
        }
        catch (WorkInterruptedException stopped)
        {
            return run.Conclude(stopped, _ => CommandText.ToResume(_context.Arguments), "give --rows FILE or --output DIR to be able to resume");
        }
    }

    /// <summary>Table and samples as typed; without a table, those in the folder of published data, which are named.</summary>
    private (string Truth, SampleRequest Samples) ReadData(ParseResult parsed, SpaceTask task, Messages messages)
    {
        var samples = _shared.ReadSamples(parsed, task);
        if (parsed.GetValue(_truth) is { } typed) return (typed, samples);
        var data = _shared.ReadDataRoot(parsed, _context.Workflows);
        var table = _kind.FindTable(data) ?? throw new UsageException($"the table of ground truth is missing: {data.Path} has none for {_kind.Space}", Fetch());
        if (parsed.GetResult(_shared.Data) is null or { Implicit: true }) samples = samples.FoundIn(data);
        messages.Note($"found {table}, samples: {samples.Data}");
        return (table, samples);
    }

    private string Fetch()
    {
        var published = PublishedFile.All.FirstOrDefault(file => file.Paths.Any(path => _kind.Tables.Contains(Path.GetFileName(path))));
        return published is null ? "give it with --truth FILE" : $"give it with --truth FILE, or fetch it with 'swapscore data get {published.Name}'";
    }

    private static int Write(CommandOutput run, StudyOutcome outcome, int threads)
    {
        var found = outcome.Report;
        run.Results.Write(outcome.Table, () => outcome.Document, outcome.Details);
        run.Messages.Note($"{found.Architectures} architectures · {RunLine.Write(found.Definition.Options, outcome.Batch, threads, found.Seconds.Total)}");
        run.Messages.Note(WhereTimeWent(found.Seconds));
        if (outcome.Verdict is { } verdict) run.Messages.Note(verdict);
        if (found.CutOff.Count > 0)
            run.Messages.Warning($"{Rows(found.CutOff)} {(found.CutOff.Count == 1 ? "is" : "are")} cut off from the input: the scores say nothing of the samples");
        foreach (var disagreement in found.Agreements.SelectMany(pair => TermAgreement.Sentences(pair.Key, pair.Value)))
            run.Messages.Warning(disagreement);
        ReportFailures(run, found);
        return run.Conclude(found.Failures.Count == 0 ? ExitCode.Success : ExitCode.PartlyFailed);
    }

    private RunStart ReadStart(ParseResult parsed, string truth)
    {
        var start = _start.Read(parsed);
        if (parsed.GetValue(_rows) is { } rows && Path.GetFullPath(rows) == Path.GetFullPath(truth))
            throw new UsageException("--rows and --truth name the same file", "write the rows to another file");
        return start;
    }

    private static string Rows(ValueList<int> rows)
    {
        var more = rows.Count > MaximumListedFailures ? $" and {rows.Count - MaximumListedFailures} more" : "";
        return $"{(rows.Count == 1 ? "row" : "rows")} {string.Join(", ", rows.Take(MaximumListedFailures))}{more}";
    }

    private static string WhereTimeWent(StudySeconds seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"seconds of all threads: build {seconds.Evaluation.Build:0.00}, initialize {seconds.Evaluation.Initialize:0.00}, forward {seconds.Evaluation.Forward:0.00}, observe {seconds.Evaluation.Observe:0.00}; statistics {seconds.Statistics:0.00}");

    private static void ReportFailures(CommandOutput run, StudyReport report)
    {
        foreach (var failure in report.Failures.Take(MaximumListedFailures))
            run.Messages.Warning($"row {failure.Row}: {failure.Reason}");
        if (report.Failures.Count > MaximumListedFailures)
            run.Messages.Warning($"and {report.Failures.Count - MaximumListedFailures} more; --format json lists all");
    }
}
