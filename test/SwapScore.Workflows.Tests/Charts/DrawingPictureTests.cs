using SkiaSharp;
using SwapScore.Spaces;
using SwapScore.Spaces.Diagrams;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Tests.Charts;

/// <summary>Drawings of architectures as PNG.</summary>
public sealed class DrawingPictureTests
{
    [Theory]
    [InlineData("darts", "PDARTS")]
    [InlineData("nasbench201", "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|none~2|")]
    public void ToPng_OfADrawing_HasItsSizeAndColors(string space, string architecture)
    {
        var svg = Diagram.ToSvg(SearchSpaces.Find(space).Parse(architecture).Diagrams);
        using var picture = SKBitmap.Decode(DrawingPicture.ToPng(svg));
        var root = System.Xml.Linq.XDocument.Parse(svg).Root!;
        Assert.Equal((2 * (int)root.Attribute("width")!, 2 * (int)root.Attribute("height")!), (picture.Width, picture.Height));

        // The fills of boxes, and the ink of edges, are all there.
        var seen = picture.Pixels.Select(pixel => $"#{pixel.Red:x2}{pixel.Green:x2}{pixel.Blue:x2}").ToHashSet();
        Assert.All(root.Descendants().Where(element => element.Attribute("rx") is not null).Select(element => (string)element.Attribute("fill")!), fill => Assert.Contains(fill, seen));
        Assert.Contains("#455a64", seen);
    }
}
