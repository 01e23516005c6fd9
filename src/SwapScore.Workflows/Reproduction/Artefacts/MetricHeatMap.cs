using SwapScore.Metrics;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Studies;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Figure 4: the correlation of every metric with the results of trained networks, on every benchmark.</summary>
internal sealed class MetricHeatMap : IArtefact
{
    private const string OfTheTable = " (table)";

    // One task of each TransNAS-Bench-101 space says enough for a quick look.
    private const string QuickTask = "class_scene";

    public string Name => "fig4";

    public string Title => "Figure 4: every metric on every benchmark";

    public IReadOnlyList<string> Needs => [];

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var wanted = StudiedBenchmark.OfTableFour.Concat(StudiedBenchmark.OfTransNas.Where(one => !run.Settings.IsQuick || one.Task == QuickTask)).ToList();
        var studied = new List<(StudiedBenchmark Benchmark, StudyReport Report)>();
        foreach (var benchmark in wanted.Where(one => run.Has(one.Table)))
            studied.Add((benchmark, await run.CompareAsync(benchmark).ConfigureAwait(false)));
        if (studied.Count == 0)
            return new ArtefactReport { Absent = [run.DescribeMissing(wanted.Select(one => one.Table))] };

        var rows = studied.SelectMany(one => one.Report.Correlations).Select(one => one.Metric.Name).Distinct().ToList();
        var values = rows.ConvertAll(metric => (ValueList<double>)[.. studied.Select(one => Spearman(one.Report, metric))]);
        return new ArtefactReport
        {
            Comparisons = [.. Compared(studied, rows, values)],
            Charts =
            [
                ("fig4", new HeatMap
                {
                    Title = $"Spearman correlation with trained results, {StudyAxes.NetworksOfEach([.. studied.Select(one => one.Report.Architectures)])}",
                    Subtitle = "Rows marked (table) are published values, all others are computed; metrics that lack some tasks stand below",
                    Rows = [.. rows.Select(Label)],
                    Columns = [.. studied.Select(one => one.Benchmark.Label)],
                    Values = [.. values],
                    Width = 1100,
                    Footer = run.Footer(Name),
                }),
            ],
            Tables =
            [
                new Detail("Spearman correlations", "spearman", new Table(
                    [Column.Text("Metric", "metric"), .. studied.Select(one => Column.Number(one.Benchmark.Label, $"{one.Benchmark.Space}.{one.Benchmark.Task}"))],
                    [.. rows.Zip(values, (metric, row) => (ValueList<Cell>)[Label(metric), .. row.Select(value => new CoefficientCell(value))])])),
                new Detail("What was studied", "studies", new Table(
                    [Column.Text("Benchmark", "benchmark"), Column.Number("Networks", "networks"), Column.Number("Repeats", "repeats"), Column.Number("Batch size", "batchSize"), Column.Text("Images", "images")],
                    [.. studied.Select(one => (ValueList<Cell>)
                    [
                        one.Benchmark.Label, one.Report.Architectures, one.Report.Definition.Options.Repeats, one.Report.Definition.BatchSize,
                        Path.GetFileName(run.ImagesOf(one.Benchmark.Space, one.Benchmark.Task)) + (one.Benchmark.Side is { } side ? $" at {side}×{side}" : ""),
                    ])])),
            ],
            Notes =
            [
                "The paper shows this figure as a picture of colours; numbers of it are published for SWAP-Score and sizes only (Table IV).",
                "All metrics are computed on the same rows, the first of every table, with one initialisation; Table IV and Figures 5 and 6 take every row.",
                $"Metrics of labels ({string.Join(", ", Presets.ConvolutionalMetrics.Where(name => MetricCatalog.Standard.Find(name)!.Scope == MetricScope.Labels))}) are not computed where the images have no classes, as the photographs of TransNAS-Bench-101.",
                "Photographs are scored at 64×64 instead of 256×256, at a sixteenth of the cost; jigsaw has its nine tiles of 64×64.",
            ],
            Absent =
            [
                .. wanted.Where(one => !run.Has(one.Table)).Select(one => one.Table).Distinct().Select(table => run.DescribeMissing([table])),
                .. run.Settings.IsQuick ? (string[])["meco is left out of a quick run"] : [],
                .. run.NoGradients is { } reason ? (string[])[$"metrics that need gradients are not computed here: {reason}; their published values stand in the rows marked (table)"] : [],
            ],
        };
    }

    private static IEnumerable<PublishedComparison> Compared(
        List<(StudiedBenchmark Benchmark, StudyReport Report)> studied, List<string> rows, List<ValueList<double>> values)
    {
        foreach (var (benchmark, report) in studied)
        {
            if (PublishedNumbers.RowOf(benchmark.Space, benchmark.Task) is { } row)
                yield return PublishedComparison.Create($"swap on {benchmark.Label}", row.Swap, report.Correlations.First(one => one.Metric.Name == "swap").Correlation, PublishedNumbers.SampleReason(benchmark.Space));
        }

        // The claim of the figure: of all metrics, SWAP-Score correlates best on average.
        // A metric counts where it is computed on every benchmark.
        var means = rows.Zip(values).Where(row => !TableMetric.Is(row.First) && MetricCatalog.Standard.Find(row.First)!.Needs != MetricNeeds.Structure && row.Second.All(double.IsFinite))
            .Select(row => (Metric: row.First, Mean: row.Second.Average()))
            .OrderByDescending(row => row.Mean).ToList();
        if (means.Count == 0) yield break;
        var place = 1 + means.FindIndex(row => row.Metric.StartsWith("swap", StringComparison.Ordinal));
        yield return new PublishedComparison("place of the better form of SWAP-Score among computed metrics, by mean", null, place)
        {
            Statement = "1",
            Holds = place == 1,
            Reason = $"{means[0].Metric} has the highest mean here ({means[0].Mean:0.00}); the paper's settings of the other metrics are not published",
        };
    }

    private static double Spearman(StudyReport report, string metric) =>
        report.Correlations.FirstOrDefault(one => one.Metric.Name == metric)?.Correlation.Spearman ?? double.NaN;

    private static string Label(string metric) => TableMetric.Is(metric) ? metric[TableMetric.Prefix.Length..] + OfTheTable : metric;
}
