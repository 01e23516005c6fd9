using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tests.Charts;

namespace SwapScore.Workflows.Tests.Html;

public sealed class HtmlReportTests
{
    [Fact]
    public void ToHtml_SameReport_IsTheSameBytes() => Assert.Equal(SampleReport.Report.ToHtml(), SampleReport.Report.ToHtml());

    [Fact]
    public void ToHtml_Texts_AreEscapedOnceAndKept()
    {
        var html = SampleReport.Report.ToHtml();
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=&quot;http://127.0.0.1:9/x.png&quot; onerror=&quot;alert(1)&quot;&gt; &amp; &lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("alert(2)&lt;/script&gt; \uFFFD", html, StringComparison.Ordinal);
        Assert.Equal(1, Count(html, "<script>"));
    }

    [Fact]
    public void ToHtml_AddressesOfFigures_OccurOnce()
    {
        var html = SampleReport.AllCharts.ToHtml();
        var names = System.Text.RegularExpressions.Regex.Matches(html, " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.All(
            System.Text.RegularExpressions.Regex.Matches(html, "url\\(#([^)]*)\\)").Select(match => match.Groups[1].Value),
            used => Assert.Contains(used, names));
    }

    /// <summary>Neither HTML nor XML can hold such characters; a column of a table of a stranger can be called so.</summary>
    [Fact]
    public void Figure_ControlCharactersInItsTexts_AreReplaced()
    {
        var chart = new BarChart { Title = "ti\etle\u0001", YLabel = "y\b\uFFFF", Series = [new BarSeries("na\fme", [new Bar("b\0ar", 1)])] };
        System.Xml.Linq.XDocument.Parse(new ReportFigure("a", chart, "").Svg);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><a href='http://127.0.0.1/'/></svg>")]
    [InlineData("<p/>")]
    [InlineData("<svg")]
    public void Figure_DrawingThatIsNotSelfContained_IsRefused(string svg) => Assert.Throws<ArgumentException>(() => new ReportFigure("a", svg, ""));

    [Fact]
    public void Figure_Drawing_IsPutIn()
    {
        var drawing = new ReportFigure("d", "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"2\"/></svg>", "");
        var report = new HtmlReport("t", Gallery.Footer, new ReportSection("Summary"), [new ReportSection("a") { Figures = [drawing] }]);
        Assert.Contains("<circle", report.ToHtml(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("../a")]
    public void Figure_NameThatIsNone_IsRefused(string name) => Assert.ThrowsAny<ArgumentException>(() => new ReportFigure(name, new BarChart { Title = "t", YLabel = "y", Series = [] }, ""));

    [Fact]
    public void Save_FolderMissing_SaysSo()
    {
        var fault = Assert.Throws<OutputException>(() => SampleReport.Report.Save("/proc/none/report.html"));
        Assert.StartsWith("cannot write /proc/none/report.html", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SaveFigures_Charts_ArePngAndSvg()
    {
        var folder = Directory.CreateTempSubdirectory("swapscore").FullName;
        try
        {
            Assert.Equal(3, SampleReport.Report.SaveFigures(Path.Combine(folder, "figures")));
            Assert.Equal(
                ["bars.png", "bars.svg", "heat.png", "heat.svg", "scatter.png", "scatter.svg"],
                Directory.EnumerateFiles(Path.Combine(folder, "figures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
