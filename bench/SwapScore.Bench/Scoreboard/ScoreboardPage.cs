using System.Globalization;
using SwapScore.Metrics;
using SwapScore.Statistics;

namespace SwapScore.Bench.Scoreboard;

/// <summary>The scoreboard as Markdown: correlations, correlations given size, costs.</summary>
/// <param name="figures">By column and metric; those that were not computed are missing.</param>
/// <param name="costs">Milliseconds per network by the name of networks and by metric.</param>
internal sealed class ScoreboardPage(
    IReadOnlyDictionary<(ScoreboardColumn Column, string Metric), MetricFigures> figures, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> costs)
{
    private const int ColumnsSideBySide = 6;

    private readonly ScoreboardColumn[] _columns = [.. ScoreboardColumn.All.Where(column => figures.Keys.Any(key => key.Column == column))];
    private readonly MetricDescription[] _metrics = [.. Recipes.All.Select(recipe => recipe.Description), .. MetricCatalog.Standard.Descriptions];

    /// <summary>Writes the page.</summary>
    public string Write()
    {
        var page = new StringWriter { NewLine = "\n" };
        page.WriteLine(Introduction);
        if (ScoreboardColumn.All.Except(_columns).ToArray() is [_, ..] missing)
            page.WriteLine($"\n**Columns that have not been scored yet**: {string.Join(", ", missing.Select(column => column.Title))}.");
        WriteMeans(page);
        page.WriteLine("\n## Spearman correlation with accuracy\n");
        page.WriteLine("The best value of a column is bold. A cell says `value [95 % interval]`, and the number of rows where it is not that of the heading.");
        foreach (var part in _columns.Chunk(ColumnsSideBySide))
            WriteFigures(page, part, one => one.Spearman, one => one.Interval);
        page.WriteLine("\n## At equal size\n");
        page.WriteLine("The partial rank correlation with accuracy given live multiply-adds: what a score says beyond size.");
        foreach (var part in _columns.Chunk(ColumnsSideBySide))
            WriteFigures(page, part, one => one.GivenSize, one => one.GivenSizeInterval);
        WriteCosts(page);
        return page.ToString();
    }

    private void WriteMeans(TextWriter page)
    {
        page.WriteLine("\n## Over all benchmarks\n");
        page.WriteLine("The mean over benchmarks of the mean over their columns, for metrics that have all of them. Given size: the same of the partial correlation.\n");
        page.WriteLine("| metric | mean | given size | fewest rows of a column |");
        page.WriteLine("|---|--:|--:|--:|");
        var means = from metric in _metrics
                    let found = _columns.Select(column => figures.GetValueOrDefault((column, metric.Name))).ToArray()
                    where found.All(one => one is not null)
                    orderby Mean(metric, one => one.Spearman) descending
                    select (metric, found);
        foreach (var (metric, found) in means)
            page.WriteLine($"| `{metric.Name}` | {Text(Mean(metric, one => one.Spearman))} | {Text(Mean(metric, one => one.GivenSize))} | {found.Min(one => one!.Rows)} |");
    }

    private void WriteFigures(TextWriter page, ScoreboardColumn[] part, Func<MetricFigures, double> value, Func<MetricFigures, Interval> interval)
    {
        var rows = part.ToDictionary(column => column, column => _metrics.Max(metric => figures.GetValueOrDefault((column, metric.Name))?.Rows ?? 0));
        var best = part.ToDictionary(column => column, column => _metrics.Max(metric => Known(column, metric, value)));
        page.WriteLine($"\n| metric | {string.Join(" | ", part.Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Title} ({rows[column]:N0})")))} |");
        page.WriteLine($"|---|{string.Concat(part.Select(_ => "--:|"))}");
        foreach (var metric in _metrics.Where(metric => part.Any(column => !double.IsNegativeInfinity(Known(column, metric, value)))))
            page.WriteLine($"| `{metric.Name}` | {string.Join(" | ", part.Select(column => Cell(column, metric)))} |");

        string Cell(ScoreboardColumn column, MetricDescription metric)
        {
            if (figures.GetValueOrDefault((column, metric.Name)) is not { } found || double.IsNaN(value(found))) return "";
            var text = Text(value(found)) == Text(best[column]) ? $"**{Text(value(found))}**" : Text(value(found));
            var few = found.Rows < rows[column] * 0.98 ? $" ({found.Rows})" : "";
            return $"{text} [{Text(interval(found).Low)}, {Text(interval(found).High)}]{few}";
        }
    }

    private void WriteCosts(TextWriter page)
    {
        page.WriteLine("\n## Processor time per network\n");
        page.WriteLine("Milliseconds of user and system time of a whole evaluation of one metric, from the text of an architecture to the score: one initialization, 16 samples, one");
        page.WriteLine("thread, three networks or more from all over the table, metrics in turns; the median of three rounds, for slow metrics one round. In parentheses times that of `swap`.\n");
        var measured = ScoreboardColumn.All.Select(column => column.Networks).DistinctBy(networks => networks.Name).Where(networks => costs.ContainsKey(networks.Name)).ToArray();
        page.WriteLine($"| metric | {string.Join(" | ", measured.Select(networks => networks.Name))} |");
        page.WriteLine($"|---|{string.Concat(measured.Select(_ => "--:|"))}");
        foreach (var metric in _metrics.Where(metric => measured.Any(networks => costs[networks.Name].ContainsKey(metric.Name))))
            page.WriteLine($"| `{metric.Name}` | {string.Join(" | ", measured.Select(networks => Cost(costs[networks.Name], metric.Name)))} |");
    }

    private static string Cost(IReadOnlyDictionary<string, double> times, string metric) => times.TryGetValue(metric, out var time)
        ? string.Create(CultureInfo.InvariantCulture, $"{time:G3} ({time / times["swap"]:0.0#})")
        : "";

    private double Known(ScoreboardColumn column, MetricDescription metric, Func<MetricFigures, double> value) =>
        figures.GetValueOrDefault((column, metric.Name)) is { } found && !double.IsNaN(value(found)) ? value(found) : double.NegativeInfinity;

    private double Mean(MetricDescription metric, Func<MetricFigures, double> value) => _columns.GroupBy(column => column.Benchmark)
        .Average(benchmark => benchmark.Average(column => value(figures[(column, metric.Name)])));

    private static string Text(double value) =>
        double.IsNaN(value) ? "" : value.ToString("0.000", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal).Replace("0.", ".", StringComparison.Ordinal);

    private const string Introduction = """
        # Scoreboard: every metric on every table

        One command makes this page. It goes on where it stopped, and says how long each study takes; with a number of minutes at the end it stops by then and
        writes what there is.

        ```
        dotnet run -c Release --project bench/SwapScore.Bench -- scoreboard data runs/scoreboard docs/evidence/scoreboard.md
        ```

        - **Scores**: seed 0, 16 samples, one initialization (32 for forward metrics on DARTS). The first images of CIFAR-10, photographs of 64×64, texts of 64
          tokens. Photographs have no classes: metrics of a loss get random ones.
        - **Rows**: NAS-Bench-201 all rows of `nats_bench.csv`; cells that compute the same are scored once, as networks for CIFAR-10 on images of 16×16, and
          rank all three data sets. NAS-Bench-101, NAS-Bench-301 and TransNAS-Bench-101 the published half tables, DARTS 1,000 rows, FlexiBERT 500. Forward metrics that take several
          times as long as `swap` are computed for the first 400 rows at most, metrics of gradients for the first 200. The tables are in random order.
        - **TransNAS-Bench-101**: every task has networks of its own, with its own head or decoder.
        - **Signs**: positive where better scores are those of better networks; a metric whose lower values are better is turned around.
        - **Intervals**: 95 %, bootstrap over rows, 1,000 resamples, the same for all metrics of a column.

        `swapscore study` shows any of these columns by itself: [How do I judge metrics on my own accuracies?](../guide/judge-metrics.md)
        """;
}
