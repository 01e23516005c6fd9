using System.Globalization;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>The HTML report of several studies: metrics × tasks as a heat map, then each study.</summary>
internal static class AllStudiesPage
{
    public static HtmlReport Create(IReadOnlyList<StudyReport> reports, string command)
    {
        var footer = new ChartFooter(ProductVersion.Text, command, reports.Count > 0 ? reports[0].Definition.Options.Seed : null, Samples(reports));
        var metrics = reports.SelectMany(report => report.Correlations).Select(one => one.Metric.Name).Distinct().ToList();
        return new HtmlReport(
            "How well metrics rank trained networks",
            footer,
            new ReportSection("Summary")
            {
                Paragraphs = [.. reports.Select(report => StudySentences.Write(report).First())],
                Tables = [TablePage.Create("Spearman correlation with the ground truth", AllStudiesTable.Create(reports))],
                Figures =
                [
                    new ReportFigure(
                        "heat-map",
                        new HeatMap
                        {
                            Title = $"Spearman correlation of metrics with {(reports.Count == 1 ? "1 task" : $"{reports.Count} tasks")}, {StudyAxes.NetworksOfEach([.. reports.Select(report => report.Architectures)])}",
                            Rows = [.. metrics],
                            Columns = [.. reports.Select(Name)],
                            Values = [.. metrics.Select(metric => (ValueList<double>)[.. reports.Select(report => Value(report, metric))])],
                            Footer = footer,
                        },
                        "Metrics in the order of their mean over the tasks, which is the last column."),
                ],
            },
            [
                .. reports.Select(report => new ReportSection(Name(report))
                {
                    Paragraphs = [.. StudySentences.Write(report)],
                    Tables = [TablePage.Create($"Correlation with the ground truth, {Name(report)}", StudyTable.Create(report))],
                }),
            ]);
    }

    private static string Samples(IEnumerable<StudyReport> reports) => string.Join("; ", reports
        .GroupBy(report => report.Definition.BatchSize, report => report.Definition.BatchFingerprint)
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} samples ({string.Join(", ", group.Distinct())})")));

    private static string Name(StudyReport report) => report.Definition.Task is { } task ? $"{report.Definition.Study}, {task}" : report.Definition.Study;

    private static double Value(StudyReport report, string metric) =>
        report.Correlations.FirstOrDefault(one => one.Metric.Name == metric)?.Correlation.Spearman ?? double.NaN;
}
