using SwapScore.Statistics;
using SwapScore.Values;
using SwapScore.Workflows.Charts.Rendering;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tests.Charts;

namespace SwapScore.Workflows.Tests.Html;

/// <summary>A report with everything a report may hold, and texts that mean something in HTML.</summary>
internal static class SampleReport
{
    public const string Hostile = "<img src=\"http://127.0.0.1:9/x.png\" onerror=\"alert(1)\"> & </script><script>alert(2)</script> \u0001";

    public const string Genotype = "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_5x5', 1)], normal_concat=[2, 3, 4, 5])";

    public static HtmlReport Report { get; } = new(
        "How well metrics rank trained networks: darts",
        Gallery.Footer,
        new ReportSection("Summary")
        {
            Paragraphs = ["swap ranks 1,000 trained architectures with a Spearman correlation of 0.918 (95 % interval 0.906 … 0.928).", Hostile],
            Tables =
            [
                new ReportTable(
                    "Published values and ours",
                    [new("Quantity"), new("Paper", true), new("Ours", true), new("95 % interval", true), new("Difference", true), new("Remark")],
                [
                    Compared("swap, batch size 8", 0.933, 0.9329, new Interval(0.92, 0.94)),
                    Compared("swap, batch size 128", 0.649, 0.661, new Interval(0.62, 0.70), "within the interval; the paper does not say which images it used, nor how many initialisations were averaged"),
                    Compared("nwot", 0.86, null, remark: "the table is missing"),
                    Compared("parameters", 0.73, -0.2, new Interval(-0.3, -0.1), "another sample"),
                ]),
            ],
            Figures = [new ReportFigure("scatter", Gallery.All["scatter-1000"], "Every point is an architecture.")],
        },
        [
            new ReportSection("Metrics × tasks") { Figures = [new ReportFigure("heat", Gallery.All["heat-20x8"], "Ordered by mean."), new ReportFigure("bars", Gallery.All["bars-groups"], "With standard errors.")] },
            new ReportSection("Wide table")
            {
                Tables =
                [
                    new ReportTable("Many columns", [.. Enumerable.Range(0, 14).Select(i => new ReportColumn($"column {i}", true))], [[.. Enumerable.Range(0, 14).Select(i => ReportCell.Count(i * 1000))]]),
                    new ReportTable("Found", [new("Network")], [[new ReportCell("#12") { Whole = Genotype }]]),
                ],
            },
        ]);

    /// <summary>Every chart of the gallery on one page.</summary>
    public static HtmlReport AllCharts { get; } = new(
        "Gallery",
        Gallery.Footer,
        new ReportSection("Summary") { Figures = [.. Gallery.All.Where(pair => pair.Key != "scatter-15625").Select(pair => new ReportFigure(pair.Key, pair.Value, pair.Key))] });

    private static ValueList<ReportCell> Compared(string quantity, double paper, double? ours, Interval? interval = null, string remark = "") =>
    [
        quantity,
        ReportCell.Coefficient(paper),
        ReportCell.Coefficient(ours),
        interval is { } found ? new ReportCell(Numbers.Interval(found), found.Low) : new ReportCell("–"),
        ours - paper is { } difference ? new ReportCell(Numbers.Difference(difference), difference) : new ReportCell("–"),
        remark,
    ];
}
