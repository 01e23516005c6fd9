using System.Globalization;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Statistics;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies.Glue;

/// <summary>
/// What else a study of FlexiBERT says: the findings in words, how well numbers of the encoders themselves rank them, correlations with every
/// task of GLUE, within encoders of equal width and depth, and between the tasks; with published values, what Table I of the paper prints.
/// </summary>
internal static class GlueDetails
{
    /// <summary>How the columns of the tasks' scores begin in tables of GLUE, for example <c>score-cola</c>.</summary>
    internal const string ScorePrefix = "score-";

    /// <summary>Whether the table of a study holds scores of several tasks of GLUE.</summary>
    public static bool AreIn(StudyReport report) =>
        report.Evaluated.Any(pair => pair.Entry.Published.Keys.Any(name => name.StartsWith(ScorePrefix, StringComparison.Ordinal)));

    public static IReadOnlyList<Detail> Create(StudyReport report)
    {
        var scored = report.Evaluated.Where(pair => pair.Result.Failure is null).ToArray();
        var metrics = report.Correlations.Select(one => one.Metric.Name).ToArray();
        var tasks = scored.SelectMany(pair => pair.Entry.Published.Keys).Where(name => name.StartsWith(ScorePrefix, StringComparison.Ordinal)).Distinct().ToArray();
        var entries = Array.ConvertAll(scored, pair => pair.Entry);
        var structure = Structure(entries);
        var operations = OperationEffects.Create(entries);
        var tableOne = TableOne.All.Select(row => row.Of(entries)).Where(row => !double.IsNaN(row.Plain)).ToArray();
        return
        [
            new Detail("Findings", "findings", GlueFindings.Create(report, structure, operations, tableOne)),
            .. PaperTable.Create(report) is { } paper ? (Detail[])[paper] : [],
            new Detail("Spearman of the encoders' own numbers", "structure", new Table(
                [Column.Text("Number", "number"), Column.Number("Spearman", "spearman")],
                [.. structure.Select(number => (ValueList<Cell>)[number.Name, new CoefficientCell(number.Spearman)])])),
            new Detail("Spearman by task", "tasks", Table("Task", "task", metrics, tasks.Select(task =>
                (Short(task), scored.Where(pair => pair.Entry.Published.ContainsKey(task)).ToArray(), (Func<StudyEntry, double>)(entry => entry.Published[task]))))),
            new Detail("Every coefficient by task", "coefficients", Coefficients(report, tasks, scored)),
            new Detail("Spearman among encoders of equal width and depth", "strata", Table("Stratum", "stratum", metrics, scored
                .GroupBy(pair => Stratum(pair.Entry))
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.ToArray(), (Func<StudyEntry, double>)(entry => entry.Truth))))),
            new Detail("Spearman of the number of layers with an operation, among encoders of equal width and depth", "operations", operations.AsTable()),
            .. tableOne.Length == 0 ? (Detail[])[] :
            [
                new Detail("Table I of the paper, and what the published values give", "tableOne", new Table(
                    [
                        Column.Text("Metric", "metric"), Column.Number("Table I", "printed"), Column.Text("Which is", "statistic"),
                        Column.Number("Spearman", "spearman"), Column.Number("normalised", "spearmanNormalised"),
                        Column.Number("Pearson", "pearson"), Column.Number("normalised", "pearsonNormalised"),
                    ],
                    [.. tableOne.Select(row => row.AsRow())])),
            ],
            new Detail("Spearman between the tasks' scores", "taskCorrelations", Between(tasks, entries)),
        ];
    }

    private static Table Table(
        string title,
        string field,
        string[] metrics,
        IEnumerable<(string Name, (StudyEntry Entry, Evaluation.EvaluationResult Result)[] Pairs, Func<StudyEntry, double> Truth)> groups) => new(
        [Column.Text(title, field), Column.Number("Encoders", "encoders"), .. metrics.Select(metric => Column.Number(metric, metric))],
        [.. groups.Select(group => (ValueList<Cell>)
        [
            group.Name,
            group.Pairs.Length,
            .. metrics.Select(metric =>
            {
                var pairs = Array.FindAll(group.Pairs, pair => pair.Result.Metrics.ContainsKey(metric));
                return new CoefficientCell(pairs.Length < 2 ? double.NaN : Statistics.Correlation.ComputeSpearman(
                    Array.ConvertAll(pairs, pair => pair.Result.Metrics[metric].RankValue), Array.ConvertAll(pairs, pair => group.Truth(pair.Entry))));
            }),
        ])]);

    /// <summary>The requested metrics, one row per task: intervals, Kendall and Pearson too.</summary>
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
                let found = Correlation.Compute(
                    Array.ConvertAll(pairs, pair => pair.Result.Metrics[metric].RankValue), Array.ConvertAll(pairs, pair => pair.Entry.Published[task]), key)
                select (ValueList<Cell>)
                [
                    metric, Short(task), new CoefficientCell(found.Spearman), new IntervalCell(found.SpearmanInterval.Low, found.SpearmanInterval.High),
                    new CoefficientCell(found.Kendall), new CoefficientCell(found.Pearson),
                ]]);
    }

    private static (string Name, double Spearman)[] Structure(StudyEntry[] entries)
    {
        var encoders = Array.ConvertAll(entries, Numbers);
        var truth = Array.ConvertAll(entries, entry => entry.Truth);
        string[] names = ["layers", "layers × width", "feed-forward maps", "feed-forward maps × their width"];
        return Array.ConvertAll(names, name => (name, Statistics.Correlation.ComputeSpearman(Array.ConvertAll(encoders, encoder => encoder[name]), truth)));
    }

    private static Table Between(string[] tasks, StudyEntry[] entries) => new(
        [Column.Text("Task", "task"), .. tasks.Select(task => Column.Number(Short(task), Short(task)))],
        [.. tasks.Select(row => (ValueList<Cell>)
        [
            Short(row),
            .. tasks.Select(column =>
            {
                var both = Array.FindAll(entries, entry => entry.Published.ContainsKey(row) && entry.Published.ContainsKey(column));
                return new CoefficientCell(Statistics.Correlation.ComputeSpearman(Array.ConvertAll(both, entry => entry.Published[row]), Array.ConvertAll(both, entry => entry.Published[column])));
            }),
        ])]);

    private static string Short(string task) => task[ScorePrefix.Length..];

    /// <summary>Width and depth of an encoder, in words.</summary>
    public static string Stratum(StudyEntry entry)
    {
        var encoder = Numbers(entry);
        return string.Create(CultureInfo.InvariantCulture, $"width {encoder["width"]}, {encoder["layers"]} layers");
    }

    /// <summary>Width, layers and operations of an encoder.</summary>
    public static IReadOnlyDictionary<string, double> Numbers(StudyEntry entry) => SearchSpaces.Find("flexibert").Parse(entry.Architecture).Numbers;
}
