using System.Globalization;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies.Glue;

/// <summary>What a study of FlexiBERT found, in sentences with the numbers of this run.</summary>
internal static class GlueFindings
{
    public static Table Create(
        StudyReport report, (string Name, double Spearman)[] structure, OperationEffects operations, IReadOnlyList<TableOne.Coefficients> tableOne) => new(
        [Column.Text("Finding", "finding")],
        [.. new[] { Structure(report, structure), Operations(operations), Saturation(report), Mixed(tableOne) }
            .OfType<string>().Select(finding => (ValueList<Cell>)[finding])]);

    private static string? Structure(StudyReport report, (string Name, double Spearman)[] structure)
    {
        var metrics = report.Correlations.Where(one => !one.IsBaseline && double.IsFinite(one.Correlation.Spearman)).ToArray();
        var numbers = Array.FindAll(structure, number => double.IsFinite(number.Spearman));
        if (metrics.Length == 0 || numbers.Length == 0) return null;
        var metric = metrics.MaxBy(one => Math.Abs(one.Correlation.Spearman))!;
        var number = numbers.MaxBy(one => Math.Abs(one.Spearman));
        var (theirs, ours) = (Math.Abs(number.Spearman), Math.Abs(metric.Correlation.Spearman));
        var verdict = theirs > ours ? "A number of the encoder itself ranks best" : "A metric ranks best";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict}: {number.Name} has Spearman {number.Spearman:0.000}, the best metric asked for, {metric.Metric.Name}, {metric.Correlation.Spearman:0.000}.");
    }

    private static string? Operations(OperationEffects operations)
    {
        if (operations.Count == 0) return null;

        // Of two dozen correlations of nothing, one in twenty sets has a larger one.
        var verdict = operations.Largest < 3 ? "The kind of operation had no effect that can be seen" : "The kind of operation had an effect";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict} on the truth: of {operations.Count} correlations among encoders of equal width and depth the largest is {operations.Largest:0.0} standard errors of chance.");
    }

    private static string? Saturation(StudyReport report)
    {
        var values = report.Evaluated.Where(pair => pair.Result.Metrics.ContainsKey("swap")).Select(pair => pair.Result.Metrics["swap"].Mean).ToArray();
        if (values.Length == 0 || report.Definition.BatchSize > 30) return null;
        var possible = Math.Pow(2, report.Definition.BatchSize);
        return values.Average() < possible / 2
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"swap is near its end: {report.Definition.BatchSize} samples have {possible:0} sign patterns without zeros, and an encoder shows {values.Average():0} on average. Take 32 samples or more.");
    }

    private static string? Mixed(IReadOnlyList<TableOne.Coefficients> rows)
    {
        if (rows.Count == 0) return null;
        var kinds = rows.GroupBy(row => row.Statistic).Select(group => $"{group.Key} for {string.Join(", ", group.Select(row => row.Row.Metric))}");
        var best = rows.MaxBy(row => row.Plain)!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Table I mixes statistics in its column of Spearman coefficients: it prints {string.Join("; ", kinds)}. With Spearman throughout, {best.Row.Metric} leads the published values with {best.Plain:0.000}.");
    }
}
