using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction;

/// <summary>A reproduction as one HTML page: summary first, then every figure and table with the command that makes it again.</summary>
internal static class ReportPage
{
    public static HtmlReport Create(IReadOnlyList<MadeArtefact> artefacts, ReproductionRun run) => new(
        ReportMarkdown.Title,
        run.Footer(artefacts.Count == 1 ? artefacts[0].Artefact.Name : ArtefactCatalog.AllName),
        new ReportSection("Summary")
        {
            Paragraphs = [.. ReportMarkdown.About(run)],
            Tables = [TablePage.Create("What was made", ReportMarkdown.Summary(artefacts)), TablePage.Create("Published findings and ours", ComparisonTable.Create(artefacts))],
        },
        [
            .. artefacts.Select(made => new ReportSection(made.Artefact.Title)
            {
                Paragraphs = [.. made.Report.Notes, .. made.Report.Absent.Select(absent => $"Not here: {absent}.")],
                Tables =
                [
                    .. made.Report.Comparisons.Count > 0 ? (ReportTable[])[TablePage.Create("Published findings and ours", ComparisonTable.Create(made.Report)) with { Command = run.CommandOf(made.Artefact.Name) }] : [],
                    .. made.Report.Tables.Select(table => TablePage.Create(table.Title, table.Table) with { Command = run.CommandOf(made.Artefact.Name) }),
                ],
                Figures = [.. made.Report.Charts.Select(chart => new ReportFigure(chart.Name, chart.Chart, chart.Chart.Title)), .. made.Report.Drawings],
            }),
        ]);
}
