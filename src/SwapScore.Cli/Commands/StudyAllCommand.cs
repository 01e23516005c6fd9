using SwapScore.Workflows.Studies;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore study all</c>: every study whose table is there, in one table.</summary>
internal sealed class StudyAllCommand : ProductCommand
{
    private readonly Option<string?> _tables = ParsedOption.Text(
        "--tables", "DIR", "Folder of the tables of ground truth, under the names they are published with; default: tables and samples that 'swapscore data get' has fetched");
    private readonly Option<string?> _collection = ParsedOption.Text(
        "--data", "DIR", "Folder of data sets, with one folder per data set; each task takes its own, or the built-in images where it is missing");
    private readonly Option<string?> _output = ParsedOption.Output("DIR", "Write a run folder for every study into this folder");
    private readonly Option<int?> _limit = ParsedOption.OptionalCount("--limit", "Study only the first N usable rows of each table");

    public StudyAllCommand(SharedOptions shared, CommandContext context)
        : base("all", "Run every study whose table is in a folder; show one table of Spearman correlations", shared, context)
    {
        Start = new StartOptions("study", _output);
        AddOptions([
            _tables, _collection, shared.DataRoot, shared.Metric, shared.BatchSize, shared.ImageSize, shared.RandomLabels, shared.Repeats, shared.Seed, shared.Threads,
            shared.Device, shared.BackEnd, shared.Mu, shared.Sigma, shared.Statistics, _output, .. shared.Store.All, .. Start.All, _limit, .. shared.OfReport]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore study all --tables tables --limit 100 --repeats 1", "a first look, on the built-in images"),
        ("swapscore study all --tables tables --data data --batch-size 32 --repeats 5 --metric swap,swap-regularised,nwot --output runs", "all of it; go on with --resume"),
    ];

    protected override async ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var report = Shared.ReadReport(parsed);
        var found = Shared.ReadDataRoot(parsed, Context.Workflows);
        var typed = parsed.GetValue(_tables);
        var options = new AllStudiesOptions
        {
            Start = Start!.Read(parsed),
            Tables = typed ?? Path.Combine(found.Path, "tables"),
            DataSets = parsed.GetValue(_collection) ?? (typed is null ? found.Path : null),
            Folder = parsed.GetValue(_output),
            Evaluation = Shared.ReadUnchecked(parsed),
            Regularization = Shared.ReadRegularization(parsed),
            BatchSize = parsed.GetRequiredValue(Shared.BatchSize),
            Side = parsed.GetValue(Shared.ImageSize),
            HasRandomLabels = parsed.GetValue(Shared.RandomLabels),
            HasChoice = Shared.ReadChoice(parsed),
            Threads = Shared.ReadThreads(parsed),
            Limit = parsed.GetValue(_limit),
        };
        return run.CodeOf(await run.WriteAsync(() => run.Workflows.StudyAllAsync(options, run.Progress, run.Notes, run.Stop), report).ConfigureAwait(false));
    }
}
