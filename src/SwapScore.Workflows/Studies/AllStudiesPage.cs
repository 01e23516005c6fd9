using SwapScore.Reports.Charts;
using SwapScore.Reports.Html;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>The HTML report of several studies: metrics × tasks as a heat map, then each study.</summary>
internal static class AllStudiesPage
{
    public static HtmlReport Create(IReadOnlyList<StudyReport> reports, ChartFooter footer)
    {
        var metrics = reports.SelectMany(report => report.Correlations).Select(one => one.Metric.Name).Distinct().ToList();
        return new HtmlReport
        {
            Title = "How well metrics rank trained networks",
            Origin = footer,
            Summary = new ReportSection("Summary")
            {
                Paragraphs = [.. reports.Select(report => StudySentences.Write(report).First())],
                Tables = [TablePage.Create("Spearman correlation with the ground truth", AllStudiesTable.Create(reports))],
                Figures =
                [
                    new ReportFigure(
                        "heat-map",
                        new HeatMap
                        {
                            Title = "Spearman correlation of metrics with tasks",
                            Rows = [.. metrics],
                            Columns = [.. reports.Select(Name)],
                            Values = [.. metrics.Select(metric => (ValueList<double>)[.. reports.Select(report => Value(report, metric))])],
                            Footer = footer,
                        },
                        "Metrics in the order of their mean over the tasks, which is the last column."),
                ],
            },
            Sections =
            [
                .. reports.Select(report => new ReportSection(Name(report))
                {
                    Paragraphs = [.. StudySentences.Write(report)],
                    Tables = [TablePage.Create($"Correlation with the ground truth, {Name(report)}", StudyTable.Create(report))],
                }),
            ],
        };
    }

    private static string Name(StudyReport report) => report.Definition.Task is { } task ? $"{report.Definition.Study}, {task}" : report.Definition.Study;

    private static double Value(StudyReport report, string metric) =>
        report.Correlations.FirstOrDefault(one => one.Metric.Name == metric)?.Correlation.Spearman ?? double.NaN;
}
