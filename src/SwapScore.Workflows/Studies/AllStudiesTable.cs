using SwapScore.Studies;
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
            ],
            [.. reports.Select(report => (IReadOnlyList<Cell>)
            [
                report.Definition.Study,
                report.Definition.Task ?? "",
                report.Architectures,
                report.CutOff.Count,
                .. metrics.Select(metric => report.Correlations.FirstOrDefault(one => one.Metric.Name == metric) is { } found
                    ? (Cell)new CoefficientCell(found.Correlation.Spearman)
                    : new EmptyCell()),
            ])]);
    }
}
