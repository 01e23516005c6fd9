using SwapScore.Statistics;
using SwapScore.Studies;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Studies;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Figures 5 and 6: a score against the accuracy, one point per network, for every benchmark.</summary>
internal sealed class AccuracyScatter : IArtefact
{
    private readonly string _metric;
    private readonly Func<PublishedNumbers.TableFourRow, double> _published;

    private AccuracyScatter(string name, string title, string metric, Func<PublishedNumbers.TableFourRow, double> published) =>
        (Name, Title, _metric, _published) = (name, title, metric, published);

    public static AccuracyScatter Plain { get; } = new("fig5", "Figure 5: SWAP-Score against accuracy", "swap", row => row.Swap);

    public static AccuracyScatter Regularized { get; } =
        new("fig6", "Figure 6: regularised SWAP-Score against accuracy", "swap-regularised", row => row.Regularized);

    public string Name { get; }

    public string Title { get; }

    public IReadOnlyList<string> Needs => [];

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var wanted = StudiedBenchmark.OfTableFour.Prepend(StudiedBenchmark.Darts).ToList();
        var comparisons = new List<PublishedComparison>();
        var charts = new List<(string, Chart)>();
        var missing = wanted.Where(one => !run.Has(one.Table)).Select(one => one.Table).ToHashSet();
        foreach (var benchmark in wanted.Where(one => run.Has(one.Table)))
        {
            var report = await run.StudyAsync(benchmark).ConfigureAwait(false);
            var correlation = report.Correlations.First(one => one.Metric.Name == _metric).Correlation;
            var row = PublishedNumbers.RowOf(benchmark.Space, benchmark.Task);
            comparisons.Add(PublishedComparison.Create($"{_metric} on {benchmark.Label}", row is null ? null : _published(row), correlation, Reason(benchmark)));
            charts.Add(($"{Name}-{benchmark.Space}-{benchmark.Task}", Scatter(run, benchmark, report, correlation)));
        }

        return new ArtefactReport
        {
            Comparisons = comparisons,
            Charts = charts,
            Notes = _metric == "swap" ? [] : ["μ and σ follow from the sizes of the space (auto); the paper publishes neither, and taken literally its words lower the correlation."],
            Absent = missing.Count > 0 ? [run.DescribeMissing(missing)] : [],
        };
    }

    private ScatterChart Scatter(ReproductionRun run, StudiedBenchmark benchmark, StudyReport report, Correlation correlation)
    {
        var scored = report.ScoredBy(_metric).ToList();
        return new ScatterChart
        {
            Title = $"{_metric} and accuracy, {StudyAxes.Networks(scored.Count)} of {benchmark.Label}",
            XLabel = _metric == "swap" ? "SWAP-Score Ψ, patterns" : "ln Ψ'",
            YLabel = StudyAxes.Truth(benchmark.Task, scored.Select(pair => pair.Entry.Truth)),
            Points = [.. scored.Select(pair => new ChartPoint(pair.Result.Metrics[_metric].RankValue, pair.Entry.Truth))],
            Correlation = correlation,
            Footer = run.Footer(Name, $"batch of {report.Definition.BatchSize} ({report.Definition.BatchFingerprint})"),
        };
    }

    private string Reason(StudiedBenchmark benchmark) => _metric == "swap" || benchmark.Space == "nasbench101"
        ? PublishedNumbers.SampleReason(benchmark.Space)
        : benchmark.Space == "nasbench301"
            ? "at batch size 16 nearly all 2¹⁶ patterns occur in every network, so the ranking becomes that of the size alone"
            : "the paper publishes neither μ and σ nor how they follow from the sizes";
}
