using SwapScore.Statistics;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>Several studies in one table: one row per study, one column of Spearman correlations per metric, baselines last.</summary>
internal static class AllStudiesTable
{
    public static Table Create(IReadOnlyList<StudyReport> reports)
    {
        var metrics = reports.SelectMany(report => report.Correlations).Select(one => one.Metric.Name).Distinct().ToList();
        return new Table(
            [
                Column.Text("Study", "study"),
                Column.Text("Task", "task"),
                Column.Number("Networks", "architectures"),
                Column.ForPrograms("cutOff", isNumber: true),
                .. metrics.Select(metric => Column.Number(metric, metric)),
                .. metrics.Select(metric => Column.ForPrograms($"{metric}.kendall", isNumber: true)),
            ],
            [.. reports.Select(report => (ValueList<Cell>)
            [
                report.Definition.Study,
                report.Definition.Task ?? "",
                report.Architectures,
                report.CutOff.Count,
                .. metrics.Select(metric => Coefficient(report, metric, correlation => correlation.Spearman)),
                .. metrics.Select(metric => Coefficient(report, metric, correlation => correlation.Kendall)),
            ])]);
    }

    private static Cell Coefficient(StudyReport report, string metric, Func<Correlation, double> of) =>
        report.Correlations.FirstOrDefault(one => one.Metric.Name == metric) is { } found ? new CoefficientCell(of(found.Correlation)) : new EmptyCell();
}
