using SwapScore.Data.Published;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows.Samples;
using SwapScore.Workflows.Studies;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore study SPACE</c>: how well metrics rank trained networks of a space.</summary>
internal sealed class SpaceStudyCommand : ProductCommand
{
    private readonly StudyKind _kind;
    private readonly Option<string?> _truth = ParsedOption.Text("--truth", "FILE", "");
    private readonly Option<string?> _rows = ParsedOption.Text(
        "--rows", "FILE", "Append one CSV row per architecture as soon as it is scored: architecture, truth and the metrics; FILE.parquet is written at the end");
    private readonly Option<string?> _output = ParsedOption.Output("DIR", "Write a run folder: config.json, environment.json, rows.csv, results.jsonl, report.json");
    private readonly Option<bool> _skipInvalid = new("--skip-invalid") { Description = "Leave out unusable rows of the table instead of stopping" };
    private readonly Option<bool> _faithful = new("--faithful") { Description = "Build networks as the published code did, instead of as described" };
    private readonly Option<string?> _published = ParsedOption.Text("--published", "FILE", "Table of published metrics, which --metric table:NAME shows beside ours");

    public SpaceStudyCommand(StudyKind kind, SharedOptions shared, CommandContext context)
        : base(kind.Space, $"Correlation of metrics with {kind.Truth}", shared, context)
    {
        _kind = kind;
        _truth.Description = $"Table of ground truth, {StudyHelp.Truth(kind)}; default: table and samples that 'swapscore data get' has fetched";
        Start = new StartOptions("study", _rows, _output);
        List<Option> ofKind = [.. kind.IsOfTexts ? shared.OfText : []];
        if (kind.FaithfulSpace is not null) ofKind.Add(_faithful);
        if (kind.PublishedTable is not null) ofKind.Add(_published);
        AddOptions([_truth, shared.DataRoot, shared.Task, .. shared.OfScoring(), .. ofKind, _rows, _output, .. Start.All, _skipInvalid, shared.Limit, shared.Shard, shared.Statistics, .. shared.OfReport]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples => StudyHelp.Examples(_kind);

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var report = Shared.ReadReport(parsed);
        var threads = Shared.ReadThreads(parsed);
        var isFaithful = _kind.FaithfulSpace is not null && parsed.GetValue(_faithful);
        var space = SearchSpaces.Find(isFaithful ? _kind.FaithfulSpace! : _kind.Space, Context.Workflows.Spaces);
        var task = SearchSpaces.FindTask(space, parsed.GetValue(Shared.Task));
        var metrics = Shared.ReadMetrics(parsed, task);
        string[] columns = [.. metrics.Computed().Union(_kind.Metrics)];
        var (truth, samples) = ReadData(parsed, task, run.Messages);
        var start = ReadStart(parsed, truth);
        var options = new StudyOptions
        {
            Kind = _kind,
            Space = space,
            Task = task,
            Truth = truth,
            Published = _kind.PublishedTable is null ? null : parsed.GetValue(_published),
            Samples = samples,
            Evaluation = Shared.ReadScoring(parsed, columns.Where(metric => !TableMetric.Is(metric)).DefaultIfEmpty(StudyRunner.Baselines[0])),
            Regularization = Shared.ReadRegularization(parsed),
            Columns = columns,
            Aggregates = [.. metrics.Where(metric => metric.IsAggregate)],
            HasChoice = Shared.ReadChoice(parsed),
            Threads = threads,
            Limit = parsed.GetValue(Shared.Limit),
            Shard = ReadShard(parsed),
            SkipInvalid = parsed.GetValue(_skipInvalid),
            Start = start,
            Rows = parsed.GetValue(_rows),
            Folder = parsed.GetValue(_output),
        };
        return run.CodeOf(await run.WriteAsync(() => run.Workflows.StudyAsync(options, run.Progress, run.Notes, run.Stop), report).ConfigureAwait(false));
    }

    /// <summary>Table and samples as typed; without a table, those in the folder of published data, which are named.</summary>
    private (string Truth, SampleRequest Samples) ReadData(ParseResult parsed, SpaceTask task, Messages messages)
    {
        var samples = Shared.ReadSamples(parsed, task);
        if (parsed.GetValue(_truth) is { } typed) return (typed, samples);
        var data = Shared.ReadDataRoot(parsed, Context.Workflows);
        var table = _kind.FindTable(data) ?? throw new UsageException($"the table of ground truth is missing: {data.Path} has none for {_kind.Space}", Fetch());
        if (parsed.GetResult(Shared.Data) is null or { Implicit: true }) samples = samples.FoundIn(data);
        messages.Note($"found {table}, samples: {samples.Data}");
        return (table, samples);
    }

    private string Fetch()
    {
        var published = PublishedFile.All.FirstOrDefault(file => file.Paths.Any(path => _kind.Tables.Contains(Path.GetFileName(path))));
        return published is null ? "give it with --truth FILE" : $"give it with --truth FILE, or fetch it with 'swapscore data get {published.Name}'";
    }

    private Shard? ReadShard(ParseResult parsed) => Shared.ReadShard(parsed) is not { } shard ? null
        : parsed.GetValue(_output) is not null ? shard
        : throw new UsageException("--shard cannot be used without --output", "'swapscore merge' reads the run folders of all shards");

    private RunStart ReadStart(ParseResult parsed, string truth)
    {
        var start = Start!.Read(parsed);
        if (parsed.GetValue(_rows) is { } rows && Path.GetFullPath(rows) == Path.GetFullPath(truth))
            throw new UsageException("--rows and --truth name the same file", "write the rows to another file");
        return start;
    }
}
