using SwapScore.Randomness;
using SwapScore.Statistics;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Table IV: SWAP-Score and sizes, plain and regularised.</summary>
internal sealed class RegularizedTable : IArtefact
{
    public string Name => "table4";

    public string Title => "Table IV: plain and regularised metrics";

    public IReadOnlyList<string> Needs => [];

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var wanted = StudiedBenchmark.OfTableFour;
        var comparisons = new List<PublishedComparison>();
        var rows = new List<ValueList<Cell>>();
        foreach (var benchmark in wanted.Where(one => run.Has(one.Table)))
        {
            var report = await run.StudyAsync(benchmark).ConfigureAwait(false);
            var paper = PublishedNumbers.RowOf(benchmark.Space, benchmark.Task)!;
            (string Metric, double Paper, Correlation Ours)[] cells =
            [
                ("swap", paper.Swap, Find(report, "swap")), ("swap, regularised", paper.Regularized, Find(report, "swap-regularised")),
                ("flops", paper.Flops, Find(report, "flops")), ("flops, regularised", paper.RegularizedFlops, Regularized(report, "flops")),
                ("parameters", paper.Parameters, Find(report, "parameters")), ("parameters, regularised", paper.RegularizedParameters, Regularized(report, "parameters")),
            ];
            comparisons.AddRange(cells.Select(cell => PublishedComparison.Create($"{cell.Metric} on {benchmark.Label}", cell.Paper, cell.Ours, Reason(benchmark, cell.Metric))));
            rows.Add(
            [
                benchmark.Label, report.Architectures, new CoefficientCell(report.Definition.Options.Mu), new CoefficientCell(report.Definition.Options.Sigma),
                .. cells.SelectMany(cell => (Cell[])[new CoefficientCell(cell.Paper), new CoefficientCell(cell.Ours.Spearman)]),
            ]);
        }

        string[] metrics = ["swap", "swap, reg.", "flops", "flops, reg.", "params", "params, reg."];
        var missing = wanted.Where(one => !run.Has(one.Table)).Select(one => one.Table).ToHashSet();
        return new ArtefactReport
        {
            Comparisons = comparisons,
            Tables = rows.Count == 0 ? [] :
            [
                new Detail("Paper and this run", "rows", new Table(
                    [
                        Column.Text("Benchmark", "benchmark"), Column.Number("Networks", "networks"), Column.Number("μ", "mu"), Column.Number("σ", "sigma"),
                        .. metrics.SelectMany(metric => (Column[])[Column.Number($"{metric}: paper", $"{metric}.paper"), Column.Number("ours", $"{metric}.ours")]),
                    ],
                    [.. rows])),
            ],
            Notes = ["μ is the largest size in a sample of the space and σ the squared range of sizes (auto): of all readings of the paper the only simple one with gains like those published."],
            Absent = missing.Count > 0 ? [run.DescribeMissing(missing)] : [],
        };
    }

    private static Correlation Find(StudyReport report, string metric) => report.Correlations.First(one => one.Metric.Name == metric).Correlation;

    /// <summary>A size times the factor of the regularised score, ranked by its logarithm.</summary>
    private static Correlation Regularized(StudyReport report, string metric)
    {
        var scored = report.ScoredBy(metric).ToArray();
        var options = report.Definition.Options;
        return Correlation.Compute(
            Array.ConvertAll(scored, pair => Math.Log(pair.Result.Metrics[metric].Mean) + Metrics.Swap.Regularization.LogFactor(pair.Result.Parameters, options.Mu, options.Sigma)),
            Array.ConvertAll(scored, pair => pair.Entry.Truth),
            RandomKey.FromSeed(options.Seed));
    }

    private static string Reason(StudiedBenchmark benchmark, string metric) =>
        metric.EndsWith("regularised", StringComparison.Ordinal) && benchmark.Space != "nasbench101"
            ? "the paper publishes neither μ and σ nor how they follow from the sizes; with the sizes of the space (auto) every size keeps its rank"
            : PublishedNumbers.SampleReason(benchmark.Space);
}
