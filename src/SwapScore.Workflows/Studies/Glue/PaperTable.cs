using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies.Glue;

/// <summary>
/// Our values correlated as in Table I of the paper, which mixes Spearman with the absolute value of Pearson, of sums with means; Spearman of the
/// same values stands beside it.
/// </summary>
internal static class PaperTable
{
    /// <summary>Metric, whether the paper's number is |Pearson| (else Spearman), the paper's number if it has one.</summary>
    private static readonly (string Metric, bool IsPearson, double Paper)[] Columns =
    [
        ("synaptic-diversity-faithful-normalised", true, .169),
        ("synaptic-saliency-faithful-normalised", true, .177),
        ("dss", false, -.071),
        ("activation-distance-normalised", true, .031),
        ("jacobian-score-faithful", true, double.NaN),
        ("jacobian-cosine-faithful", true, .016),
        ("parameters", false, .652),
        ("head-importance-faithful-normalised", true, .162),
        ("softmax-confidence-normalised", true, .055),
        ("attention-confidence", true, .666),
        ("swap", false, .711),
    ];

    /// <summary>The table; null for a study that lacks most of it.</summary>
    public static Detail? Create(StudyReport report)
    {
        var found = Columns.Select(column => (column, Report: report.Correlations.FirstOrDefault(one => one.Metric.Name == column.Metric)))
            .Where(pair => pair.Report is not null).ToArray();
        return found.Length <= Columns.Length / 2
            ? null
            : new Detail("Our values in the statistics of Table I, and Spearman throughout", "paperTable", new Table(
                [
                    Column.Text("Metric", "metric"), Column.Text("Statistic", "statistic"), Column.Number("Ours", "ours"), Column.Number("Paper", "paper"),
                    Column.Number("Spearman", "spearman"),
                ],
                [.. found.Select(pair => (ValueList<Cell>)
                [
                    pair.column.Metric,
                    pair.column.IsPearson ? "|Pearson|" : "Spearman",
                    new CoefficientCell(pair.column.IsPearson ? Math.Abs(pair.Report!.Correlation.Pearson) : pair.Report!.Correlation.Spearman),
                    double.IsNaN(pair.column.Paper) ? new EmptyCell() : new CoefficientCell(pair.column.Paper),
                    new CoefficientCell(pair.Report.Correlation.Spearman),
                ])]));
    }
}
