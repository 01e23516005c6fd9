using SwapScore.Reports.Charts;
using SwapScore.Reports.Html;
using SwapScore.Tests;

namespace SwapScore.Reports.Tests;

/// <summary>The C# of docs/guide/reports.md compiles and runs: every line of it stands here.</summary>
public sealed class DocumentSampleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Reports_Sample_Runs()
    {
        var footer = new ChartFooter("0.1.0", "my-tool --seed 3", Seed: 3, Data: "16 photographs");
        var chart = new BarChart
        {
            Title = "Correlation by batch size",
            XLabel = "batch size",
            YLabel = "Spearman ρ",
            Series = [new("ours", [new("8", 0.933, 0.004, Published: 0.933), new("128", 0.661, 0.010, Published: 0.649)])],
            Footer = footer,
        };
        chart.Save(In("batch.png"));
        new HtmlReport
        {
            Title = "Batch sizes",
            Origin = footer,
            Summary = new ReportSection("Summary")
            {
                Paragraphs = ["The correlation falls as the batch grows."],
                Tables = [new ReportTable("Paper and ours", [new("Batch size"), new("Paper", true), new("Ours", true)], [["128", ReportCell.Coefficient(0.649), ReportCell.Coefficient(0.661)]])],
                Figures = [new ReportFigure("batch", chart, "With standard errors.")],
            },
        }.Save(In("batch.html"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(In("batch.png"))[..4]);
        Assert.Contains("0.661", File.ReadAllText(In("batch.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_Sample_IsTheTestAbove()
    {
        var here = File.ReadAllText(Path.Combine(SourceTree.Root, "test", "SwapScore.Reports.Tests", "DocumentSampleTests.cs")).Replace("In(\"", "\"", StringComparison.Ordinal);
        var document = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "guide", "reports.md"));
        var sample = document.Split("```csharp\n")[1].Split("```")[0];
        Assert.All(sample.Split('\n'), line => Assert.Contains(line.Trim().TrimEnd(';').TrimEnd(')'), here, StringComparison.Ordinal));
    }

    private string In(string name) => Path.Combine(_folder, name);
}
