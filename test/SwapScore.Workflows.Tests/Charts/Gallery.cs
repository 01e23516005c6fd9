using SwapScore.Randomness;
using SwapScore.Statistics;
using SwapScore.Values;
using SwapScore.Workflows.Charts;

namespace SwapScore.Workflows.Tests.Charts;

/// <summary>Charts of every kind, ordinary and awkward, as they are looked at and tested.</summary>
internal static class Gallery
{
    private const string LongCommand =
        "swapscore study darts --truth DARTS_archs_CIFAR10.csv --data cifar-10-batches-bin/data_batch_1.bin --batch-size 16 --metric swap,swap-regularised,nwot,meco,zen,l2-norm --repeats 32 --seed 0 --report report.html";

    public static readonly ChartFooter Footer = new("0.1.0", LongCommand, 0, "16 samples of data_batch_1.bin (3×32×32, 5f1d6c2a9b3e4d70)");

    public static IReadOnlyDictionary<string, Chart> All { get; } = new Dictionary<string, Chart>
    {
        ["scatter-1000"] = Scatter(1000) with { Title = "swap against accuracy, 1,000 DARTS networks" },
        ["scatter-15625"] = Scatter(15625) with { Title = "swap against accuracy, every network of NAS-Bench-201" },
        ["scatter-1"] = Scatter(1),
        ["scatter-0"] = Scatter(0),
        ["scatter-nan"] = Scatter(30) with { Points = [.. Points(30), new(double.NaN, 1), new(2, double.PositiveInfinity)] },
        ["scatter-log"] = Scatter(300) with { IsXLogarithmic = true, Points = [.. Points(300).Select(point => point with { X = Math.Pow(10, point.X / 100 - 3) })] },
        ["scatter-equal"] = Scatter(3) with { Points = [new(4, 90), new(4, 90), new(4, 90)] },
        ["scatter-long"] = Scatter(60) with
        {
            Title = "A title that is long enough to need a second line because somebody named the metric, the task, the data set and the batch size in it",
            Subtitle = "And a subtitle",
            XLabel = new string('x', 60),
            YLabel = "a label upwards that is long, but fits",
        },
        ["heat-20x8"] = Heat(20, 8),
        ["heat-13x7-narrow"] = Heat(13, 7) with { Width = 400 },
        ["heat-long"] = Heat(3, 3) with { Rows = ["a metric with a very long name indeed", "table:epe_nas", "l"], Columns = ["room_layout of TransNAS-Bench-101-Micro", "b", "ImageNet16-120"] },
        ["heat-1x1"] = Heat(1, 1),
        ["heat-0x0"] = Heat(0, 0),
        ["matrix-12"] = new CorrelationMatrix { Title = "Spearman correlations between metrics", Footer = Footer, Names = [.. Enumerable.Range(0, 12).Select(Name)], Values = Grid(12, 12) },
        ["bars"] = new BarChart
        {
            Title = "Spearman correlation by batch size",
            Footer = Footer,
            XLabel = "batch size",
            YLabel = "Spearman ρ",
            Series = [new("ours", [new("8", 0.933, 0.004, 0.933), new("16", 0.918, 0.003), new("32", 0.765, 0.008), new("64", 0.675, 0.009), new("128", 0.661, 0.01, 0.649)])],
        },
        ["bars-groups"] = new BarChart
        {
            Title = "Photographs against noise",
            Footer = Footer,
            YLabel = "Spearman ρ",
            Series = [.. ((string[])["swap", "swap-regularised", "nwot"]).Select((name, s) => new BarSeries(name, [.. ((string[])["CIFAR-10", "ImageNet16-120", "Gaussian noise", "TransNAS object classification"]).Select((label, i) => new Bar(label, 0.8 - 0.3 * i + 0.1 * s, 0.03, s == 0 ? 0.7 - 0.25 * i : null))]))],
        },
        ["bars-nan"] = new BarChart { Title = "A bar without a value", YLabel = "Spearman ρ", Series = [new("ours", [new("a", double.NaN), new("b", 0.4, double.NaN)])] },
        ["bars-40"] = new BarChart { Title = "Forty bars", YLabel = "score", Series = [new("ours", [.. Enumerable.Range(0, 40).Select(i => new Bar($"architecture {i}", 1000 + 40 * i, 30))])] },
        ["bars-0"] = new BarChart { Title = "No bars", YLabel = "score", Series = [] },
        ["histogram"] = new Histogram { Title = "Distribution of swap", Footer = Footer, XLabel = "swap", Series = [new("swap", [.. Points(1000).Select(point => point.X)])] },
        ["histogram-2"] = new Histogram { Title = "Distribution of attention confidence", XLabel = "score", Series = [new("described", [.. Points(500).Select(point => point.X)]), new("as published code", [.. Points(400).Select(point => point.X * 0.6 + 120)])] },
        ["histogram-equal"] = new Histogram { Title = "Equal values", XLabel = "score", Series = [new("a", [5, 5, 5])] },
        ["histogram-0"] = new Histogram { Title = "No values", XLabel = "score", Series = [new("a", [double.NaN])] },
        ["line-batch"] = new LineChart
        {
            Title = "Correlation falls with the batch size",
            Footer = Footer,
            XLabel = "batch size",
            YLabel = "Spearman ρ",
            IsXLogarithmic = true,
            TicksAtValues = true,
            Series = [new("ours", [new(8, 0.933, 0.004), new(16, 0.918, 0.003), new(32, 0.765, 0.008), new(64, 0.675, 0.009), new(128, 0.661, 0.01)]), new("paper", [new(8, 0.933), new(128, 0.649)]) { IsPublished = true }],
        },
        ["line-search"] = new LineChart { Title = "Fittest architecture over evaluations", Footer = Footer, XLabel = "evaluations", YLabel = "swap", Series = [.. Traces()] },
        ["line-1"] = new LineChart { Title = "One point", XLabel = "x", YLabel = "y", Series = [new("a", [new(3, 4)])] },
        ["line-0"] = new LineChart { Title = "No points", XLabel = "x", YLabel = "y", Series = [new("a", [])] },
        ["population"] = new PopulationScatter { Title = "What the search saw", Footer = Footer, YLabel = "swap", Points = [.. Points(900).Select(point => new ChartPoint(point.X / 100, point.Y * 90))], Front = [new ChartPoint(0.5, 20), new ChartPoint(2, 70), new ChartPoint(9, 95)], Population = [.. Points(40).Select(point => new ChartPoint(point.X / 120 + 2, point.Y * 90 + 60))] },
    };

    private static ScatterChart Scatter(int count) => new()
    {
        Title = $"{count} points",
        Footer = Footer,
        XLabel = "swap",
        YLabel = "accuracy, %",
        Points = Points(count),
        Correlation = Correlation.Compute([.. Points(count).Select(point => point.X)], [.. Points(count).Select(point => point.Y)], RandomKey.FromSeed(0)),
    };

    private static ChartPoint[] Points(int count)
    {
        var draw = RandomKey.FromSeed(count).Draw();
        double[] normal = [.. Enumerable.Range(0, 2 * count).Select(_ => Enumerable.Range(0, 12).Sum(_ => draw.Next(1000) / 1000.0) - 6)];
        return [.. Enumerable.Range(0, count).Select(i => new ChartPoint(400 + 100 * normal[i], 90 + 2 * normal[i] + normal[count + i]))];
    }

    private static HeatMap Heat(int rows, int columns) => new()
    {
        Title = "Spearman correlation of metrics with tasks",
        Footer = Footer,
        Rows = [.. Enumerable.Range(0, rows).Select(Name)],
        Columns = [.. ((string[])["CIFAR-10", "CIFAR-100", "ImageNet16-120", "NAS-Bench-301", "NAS-Bench-101", "class_scene", "segmentsemantic", "DARTS"]).Take(columns)],
        Values = Grid(rows, columns),
    };

    private static string Name(int index) => ((string[])["swap", "swap-regularised", "nwot", "meco", "zen", "l2-norm", "table:epe_nas", "synflow", "jacobian-covariance", "grad-norm"])[index % 10] + (index < 10 ? "" : $" {index}");

    private static ValueList<ValueList<double>> Grid(int rows, int columns) =>
        [.. Enumerable.Range(0, rows).Select(row => (ValueList<double>)[.. Enumerable.Range(0, columns).Select(column => row == 3 && column == 2 ? double.NaN : Math.Cos((row * 0.31 + column * 0.47) * (rows == columns ? row - column : 1)))])];

    private static IEnumerable<LineSeries> Traces()
    {
        for (var run = 0; run < 5; run++)
            yield return new LineSeries(null, [.. Enumerable.Range(1, 100).Select(i => new ChartPoint(10 * i, 4000 + (900 + 60 * run) * Math.Log(i)))]) { IsStepped = true };
        yield return new LineSeries("mean of 5 runs", [.. Enumerable.Range(1, 100).Select(i => new ChartPoint(10 * i, 4000 + 1020 * Math.Log(i)))]);
        yield return new LineSeries("random search", [.. Enumerable.Range(1, 100).Select(i => new ChartPoint(10 * i, 4000 + 700 * Math.Log(i)))]);
    }
}
