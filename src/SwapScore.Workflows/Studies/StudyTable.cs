using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>A <see cref="StudyReport"/> as a table.</summary>
internal static class StudyTable
{
    public static Table Create(StudyReport report) => new(
        [
            Column.Text("Metric", "metric"),
            Column.Text("Kind", "kind"),
            Column.Text("Better", "direction"),
            Column.ForPrograms("architectures", isNumber: true),
            Column.Number("Spearman", "spearman"),
            Column.Number("95 % interval", "spearmanLow", "spearmanHigh"),
            Column.Number("One repeat", "singleRepeat", "singleRepeat.standardError"),
            Column.Number("Kendall τ-b", "kendall"),
            Column.Number("Pearson", "pearson"),
        ],
        [.. report.Correlations.Select(one => (ValueList<Cell>)
        [
            one.Metric.Name,
            one.IsBaseline ? "baseline" : "metric",
            MetricWords.Direction(one.Metric),
            one.Correlation.Count,
            new CoefficientCell(one.Correlation.Spearman),
            new IntervalCell(one.Correlation.SpearmanInterval.Low, one.Correlation.SpearmanInterval.High),
            one.SingleRepeat is { } single ? new SpreadCell(single.Mean, single.StandardError) : new EmptyCell(2),
            new CoefficientCell(one.Correlation.Kendall),
            new CoefficientCell(one.Correlation.Pearson),
        ])]);
}
