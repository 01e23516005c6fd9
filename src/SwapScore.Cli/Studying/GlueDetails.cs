using SwapScore.Cli.Output;
using SwapScore.Randomness;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Statistics;
using SwapScore.Studies;
using SwapScore.Studies.Truth;

namespace SwapScore.Cli.Studying;

/// <summary>
/// What else a study of FlexiBERT says: how well numbers of the encoders themselves rank them, correlations with every task of GLUE, within
/// encoders of equal width and depth, and between the tasks.
/// </summary>
internal static class GlueDetails
{
    public static IReadOnlyList<Detail> Of(StudyReport report)
    {
        var scored = report.Evaluated.Where(pair => pair.Result.Failure is null).ToArray();
        var metrics = report.Correlations.Select(one => one.Metric.Name).ToArray();
        var tasks = scored.SelectMany(pair => pair.Entry.Published.Keys).Where(name => name.StartsWith(FlexiBertTruth.ScorePrefix, StringComparison.Ordinal)).Distinct().ToArray();
        return
        [
            new Detail("Spearman of the encoders' own numbers", "structure", Structure([.. scored.Select(pair => pair.Entry)])),
            new Detail("Spearman by task", "tasks", Table("Task", "task", metrics, tasks.Select(task =>
                (Short(task), scored.Where(pair => pair.Entry.Published.ContainsKey(task)).ToArray(), (Func<StudyEntry, double>)(entry => entry.Published[task]))))),
            new Detail("Every coefficient by task", "coefficients", Coefficients(report, tasks, scored)),
            new Detail("Spearman among encoders of equal width and depth", "strata", Table("Stratum", "stratum", metrics, scored
                .GroupBy(pair => Stratum(pair.Entry))
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.ToArray(), (Func<StudyEntry, double>)(entry => entry.Truth))))),
            new Detail("Spearman between the tasks' scores", "taskCorrelations", Between(tasks, [.. scored.Select(pair => pair.Entry)])),
        ];
    }

    private static Table Table(
        string title,
        string field,
        string[] metrics,
        IEnumerable<(string Name, (StudyEntry Entry, Evaluation.EvaluationResult Result)[] Pairs, Func<StudyEntry, double> Truth)> groups) => new(
        [Column.Text(title, field), Column.Number("Encoders", "encoders"), .. metrics.Select(metric => Column.Number(metric, metric))],
        [.. groups.Select(group => (IReadOnlyList<Cell>)
        [
            group.Name,
            group.Pairs.Length,
            .. metrics.Select(metric =>
            {
                var pairs = Array.FindAll(group.Pairs, pair => pair.Result.Metrics.ContainsKey(metric));
                return new CoefficientCell(pairs.Length < 2 ? double.NaN : Spearman.Of(
                    Array.ConvertAll(pairs, pair => pair.Result.Metrics[metric].RankValue), Array.ConvertAll(pairs, pair => group.Truth(pair.Entry))));
            }),
        ])]);

    /// <summary>The metrics asked for, a row a task: intervals, Kendall and Pearson too.</summary>
    private static Table Coefficients(StudyReport report, string[] tasks, (StudyEntry Entry, Evaluation.EvaluationResult Result)[] scored)
    {
        var key = RandomKey.FromSeed(report.Definition.Options.Seed);
        return new Table(
            [
                Column.Text("Metric", "metric"), Column.Text("Task", "task"), Column.Number("Spearman", "spearman"),
                Column.Number("95 % interval", "spearmanLow", "spearmanHigh"), Column.Number("Kendall τ-b", "kendall"), Column.Number("Pearson", "pearson"),
            ],
            [.. from metric in report.Correlations.Where(one => !one.IsBaseline).Select(one => one.Metric.Name)
                from task in tasks
                let pairs = Array.FindAll(scored, pair => pair.Result.Metrics.ContainsKey(metric) && pair.Entry.Published.ContainsKey(task))
                where pairs.Length > 1
                let found = Correlation.Of(
                    Array.ConvertAll(pairs, pair => pair.Result.Metrics[metric].RankValue), Array.ConvertAll(pairs, pair => pair.Entry.Published[task]), key)
                select (IReadOnlyList<Cell>)
                [
                    metric, Short(task), new CoefficientCell(found.Spearman), new IntervalCell(found.SpearmanInterval.Low, found.SpearmanInterval.High),
                    new CoefficientCell(found.Kendall), new CoefficientCell(found.Pearson),
                ]]);
    }

    private static Table Structure(StudyEntry[] entries)
    {
        var encoders = Array.ConvertAll(entries, entry => FlexiBertArchitecture.Parse(entry.Architecture));
        var truth = Array.ConvertAll(entries, entry => entry.Truth);
        var numbers = new (string Name, Func<FlexiBertArchitecture, double> Of)[]
        {
            ("layers", encoder => encoder.Layers.Length),
            ("layers × width", encoder => encoder.Layers.Length * encoder.Hidden),
            ("feed-forward maps", encoder => encoder.Layers.Sum(layer => layer.FeedForwardCount)),
            ("feed-forward maps × their width", encoder => encoder.Layers.Sum(layer => layer.FeedForwardCount * layer.FeedForward)),
        };
        return new Table(
            [Column.Text("Number", "number"), Column.Number("Spearman", "spearman")],
            [.. numbers.Select(number => (IReadOnlyList<Cell>)[number.Name, new CoefficientCell(Spearman.Of(Array.ConvertAll(encoders, encoder => number.Of(encoder)), truth))])]);
    }

    private static Table Between(string[] tasks, StudyEntry[] entries) => new(
        [Column.Text("Task", "task"), .. tasks.Select(task => Column.Number(Short(task), Short(task)))],
        [.. tasks.Select(row => (IReadOnlyList<Cell>)
        [
            Short(row),
            .. tasks.Select(column =>
            {
                var both = Array.FindAll(entries, entry => entry.Published.ContainsKey(row) && entry.Published.ContainsKey(column));
                return new CoefficientCell(Spearman.Of(Array.ConvertAll(both, entry => entry.Published[row]), Array.ConvertAll(both, entry => entry.Published[column])));
            }),
        ])]);

    private static string Short(string task) => task[FlexiBertTruth.ScorePrefix.Length..];

    private static string Stratum(StudyEntry entry)
    {
        var encoder = FlexiBertArchitecture.Parse(entry.Architecture);
        return $"width {encoder.Hidden}, {encoder.Layers.Length} layers";
    }
}
