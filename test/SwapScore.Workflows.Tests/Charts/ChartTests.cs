using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;
using SwapScore.Workflows.Charts;

namespace SwapScore.Workflows.Tests.Charts;

public sealed class ChartTests
{
    /// <summary>Set to a folder, it is where the pictures are written, to be looked at.</summary>
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SWAPSCORE_GALLERY");

    public static TheoryData<string> Names => [.. Gallery.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg_EveryChart_IsOneElementWithItsTexts(string name)
    {
        var chart = Gallery.All[name];
        var svg = chart.ToSvg();
        if (Folder is not null) File.WriteAllText(Path.Combine(Folder, $"{name}.svg"), svg);
        var root = XDocument.Parse(svg).Root!;
        Assert.Equal("svg", root.Name.LocalName);
        var words = string.Concat(root.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)).Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains(chart.Title.Replace(" ", "", StringComparison.Ordinal), words, StringComparison.Ordinal);
        if (chart.Footer is { } footer) Assert.Contains(footer.Command.Replace(" ", "", StringComparison.Ordinal), words, StringComparison.Ordinal);
    }

    [Fact]
    public void HeatMap_RowThatLacksCells_StandsBelowCompleteOnes()
    {
        var svg = new HeatMap
        {
            Title = "t",
            Rows = ["lacking", "lower", "higher"],
            Columns = ["one", "two", "nobody"],
            Values = [[0.9, double.NaN, double.NaN], [0.1, 0.2, double.NaN], [0.3, 0.4, double.NaN]],
        }.ToSvg();
        var names = XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)
            .Where(text => text is "lacking" or "lower" or "higher");
        Assert.Equal(["higher", "lower", "lacking"], names);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Png_EveryChart_HasTheSizeAskedForAndIsNotBlank(string name)
    {
        var chart = Gallery.All[name];
        var png = chart.ToPng(1);
        if (Folder is not null) File.WriteAllBytes(Path.Combine(Folder, $"{name}.png"), chart.ToPng(1));
        using var bitmap = SKBitmap.Decode(png);
        var size = XDocument.Parse(chart.ToSvg()).Root!;
        Assert.Equal(chart.Width, bitmap.Width);
        Assert.Equal(size.Attribute("height")!.Value, bitmap.Height.ToString(CultureInfo.InvariantCulture));
        Assert.True(bitmap.Pixels.Distinct().Count() > 20);
    }
}
