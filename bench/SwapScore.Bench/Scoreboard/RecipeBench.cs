using System.Globalization;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Statistics;

namespace SwapScore.Bench.Scoreboard;

/// <summary>
/// Chooses recipes by forward selection over the studies of the scoreboard: sums of log ranks and products of powers, for networks of images and for
/// Transformers, by the mean over benchmarks of the mean over their columns on the developers' half.
/// </summary>
internal static class RecipeBench
{
    private const int MostTerms = 4;

    /// <summary>A term has to add this much.</summary>
    private const double LeastGain = 0.001;

    private static readonly double[] RankWeights = [0.25, 0.5, 1];
    private static readonly double[] Exponents = [-1, -0.5, -0.25, 0.25, 0.5, 1, 2];

    /// <summary>Writes the recipes with what they reach, as Markdown.</summary>
    /// <param name="output">Where they are written.</param>
    /// <param name="data">Folder of published tables and samples.</param>
    /// <param name="runs">Folder of the studies of the scoreboard.</param>
    public static void Run(TextWriter output, string data, string runs)
    {
        var studies = new ScoreboardStudies(data, runs);
        foreach (var (name, isText) in ((string, bool)[])[("networks of images", false), ("Transformers", true)])
        {
            var halves = RecipeHalves.Create(studies, ScoreboardColumn.All.Where(column => column.Networks.IsText == isText));
            if (halves.All.Count == 0) continue;
            output.WriteLine($"\n## Recipes for {name}\n");
            output.WriteLine($"| | recipe | developers' half | held-back half | {string.Join(" | ", halves.All.Select(rows => rows.Column.Title))} |");
            output.WriteLine($"|---|---|--:|--:|{string.Concat(halves.All.Select(_ => "--:|"))}");
            Write("alone", MetricExpression.Parse("swap-plus", MetricCatalog.Standard));
            foreach (var (kind, weights) in ((string Kind, double[] Weights)[])[("rank", RankWeights), ("product", Exponents)])
                foreach (var (step, recipe) in Select(halves.Developers, kind, weights).Index())
                    Write($"{kind}, {step + 1}", recipe);

            void Write(string what, MetricExpression recipe) => output.WriteLine(
                $"| {what} | `{recipe}` | {Text(Mean(halves.Developers, recipe))} | {Text(Mean(halves.HeldBack, recipe))} | {string.Join(" | ", halves.All.Select(rows => $"{Text(rows.Spearman(recipe))} {Text(rows.Interval(recipe))}"))} |");
        }
    }

    /// <summary>The best recipe of one term, the best that adds a term to it, and so on while a term adds enough.</summary>
    private static IEnumerable<MetricExpression> Select(IReadOnlyList<RecipeRows> rows, string kind, double[] weights)
    {
        string[] candidates = [.. MetricCatalog.Standard.Descriptions.Select(metric => metric.Name).Where(metric => rows.All(column => column.Have(metric)))];
        var (terms, reached) = (new List<string>(), 0.0);
        for (var step = 0; step < MostTerms; step++)
        {
            var extended = candidates.Where(metric => !terms.Any(term => term.Split('^')[0] == metric))
                .SelectMany(metric => terms.Count == 0 ? [metric] : weights.Select(weight => Term(metric, weight))).ToArray();
            var (best, term) = extended.AsParallel().AsOrdered().Select(term => (Mean(rows, Expression(kind, [.. terms, term])), term)).MaxBy(pair => pair.Item1);
            if (best < reached + LeastGain) yield break;
            reached = best;
            terms.Add(term);
            yield return Expression(kind, terms);
        }
    }

    private static MetricExpression Expression(string kind, List<string> terms) =>
        MetricExpression.Parse(terms.Count == 1 ? terms[0] : $"{kind}({string.Join(',', terms)})", MetricCatalog.Standard);

    private static string Term(string metric, double weight) => weight == 1 ? metric : string.Create(CultureInfo.InvariantCulture, $"{metric}^{weight}");

    /// <summary>The mean over benchmarks of the mean over their columns; a column that is not ranked counts as 0.</summary>
    private static double Mean(IReadOnlyList<RecipeRows> rows, MetricExpression recipe) => rows.GroupBy(column => column.Column.Benchmark)
        .Average(benchmark => benchmark.Average(column => column.Spearman(recipe) is var found && double.IsNaN(found) ? 0 : found));

    private static string Text(Interval interval) => $"[{Text(interval.Low)}, {Text(interval.High)}]";

    private static string Text(double value) =>
        value.ToString(".000", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);
}
