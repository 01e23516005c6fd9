using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>What the metrics of a study are worth for choosing networks, as tables.</summary>
internal static class ChoiceTables
{
    private static readonly (string Title, string Statistic)[] Top =
    [
        ("Regret of 1", "top1Regret"), ("Regret of 10", "top10Regret"), ("Rank of best of 10", "top10Rank"), ("Precision of a tenth", "topTenthPrecision"), ("nDCG", "ndcg"),
    ];

    private static readonly (string Title, string Statistic)[] Order =
    [
        ("Best tenth", "spearmanBestTenth"), ("Size-matched", "spearmanSizeMatched"), ("Given size", "spearmanGivenSize"), ("Weighted Kendall", "weightedKendall"), ("Kendall τ-b", "kendall"),
    ];

    public static IReadOnlyList<Detail> Create(StudyReport report) =>
    [
        new("Choosing the best by score, with 95 % intervals", null, Table(report, Top)),
        new("Rank correlations where they matter, with 95 % intervals", null, Table(report, Order)),
        .. report.BestMetric is { } best
            ? [new Detail($"Against the best, {best.Metric.Name}: differences of Spearman's correlation", null, AgainstBest(report, best))]
            : (Detail[])[],
    ];

    private static Table Table(StudyReport report, (string Title, string Statistic)[] columns) => new(
        [Column.Text("Metric", "metric"), .. columns.Select(column => Column.Number(column.Title, column.Statistic, $"{column.Statistic}Low", $"{column.Statistic}High"))],
        [.. report.Correlations.Select(one => (ValueList<Cell>)[one.Metric.Name, .. columns.Select(column => Estimate(report.Choice[one.Metric.Name], column.Statistic))])]);

    private static Cell Estimate(IEnumerable<ChoiceEstimate> estimates, string statistic) =>
        estimates.FirstOrDefault(estimate => estimate.Name == statistic) is { Interval: { } interval } found
            ? new RangeCell(found.Value, interval.Low, interval.High)
            : new EmptyCell(3);

    private static Table AgainstBest(StudyReport report, MetricCorrelation best) => new(
        [
            Column.Text("Metric", "metric"), Column.Number("Networks", "rows"), Column.Number("Behind by", "difference", "differenceLow", "differenceHigh"), Column.Number("p", "p"),
            Column.Text("Verdict", "verdict"),
        ],
        [
            .. from other in report.Correlations
               let compared = report.Compare(best.Metric.Name, other.Metric.Name)
               where compared is not null && other != best
               select (ValueList<Cell>)
               [
                   other.Metric.Name, compared.Rows, new RangeCell(compared.Difference, compared.Interval.Low, compared.Interval.High), new CoefficientCell(compared.PValue),
                   Verdict(compared),
               ],
        ]);

    private static string Verdict(StudyComparison compared) => !compared.IsShown ? "not told apart" : compared.Difference > 0 ? "worse" : "better";
}
