using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Torch.Training.Images;

namespace SwapScore.Torch.Tests.Training.Images;

public class ImageSizingTests
{
    private static readonly Shape Source = new(3, 11, 13);
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, (int)Source.Count).Select(i => (byte)(i * 89 + i / 7 * 13))];

    // Image.crop and Image.resize of Pillow 9.4, which rounds twice where we round once.
    [Fact]
    public void APartIsResizedAsPillowDoes()
    {
        var part = ImageSizing.Resize(new PixelImage(Source, Pixels).Cut(new ImageRegion(1, 2, 7, 9)), new Shape(3, 5, 4));
        AssertNear(
            [
                120, 119, 98, 124, 157, 163, 131, 153, 118, 135, 155, 165, 111, 124, 129, 132, 151, 92, 120, 138, 85, 107, 132, 136, 120, 134, 103, 112, 149, 162, 105, 108, 136, 136, 139,
                113, 103, 130, 139, 136, 128, 140, 138, 146, 104, 112, 129, 147, 159, 126, 111, 109, 140, 155, 94, 110, 148, 147, 128, 152,
            ],
            part.Pixels);
    }

    // Resize(8), then CenterCrop(7), as torchvision does with images of Pillow 9.4.
    [Fact]
    public void TheMiddleIsThatOfTheResizedImage()
    {
        var middle = ImageSizing.Middle(new PixelImage(Source, Pixels), new Shape(3, 7, 7));
        AssertNear(
            [
                139, 76, 116, 92, 133, 119, 138, 172, 118, 135, 133, 79, 125, 106, 120, 157, 136, 174, 119, 176, 145, 120, 112, 147, 129, 164, 138, 179, 101, 108, 104, 133, 121, 148, 129,
                170, 145, 92, 98, 119, 115, 135, 126, 176, 137, 101, 153, 105, 105, 80, 134, 96, 158, 109, 167, 128, 106, 78, 125, 98, 148, 109, 157, 147, 137, 165, 116, 87, 130, 99, 154,
                137, 164, 149, 99, 80, 120, 100, 146, 121, 156, 135, 109, 159, 138, 90, 139, 111, 149, 125, 159, 179, 124, 72, 129, 94, 138, 110, 136, 132, 155, 138, 175, 131, 68, 115,
                121, 129, 138, 135, 158, 108, 84, 129, 108, 121, 124, 128, 145, 133, 182, 145, 94, 114, 110, 120, 162, 130, 177, 126, 79, 112, 97, 111, 147, 118, 161, 114, 175, 137, 115,
                102, 140, 110, 153, 125, 176,
            ],
            middle.Pixels);
        Assert.Equal(new Shape(3, 8, 8), ImageSizing.Middle(new PixelImage(new Shape(3, 1, 4000), new byte[12000]), new Shape(3, 8, 8)).Shape);
    }

    [Fact]
    public void PartsLieInTheImageAndHaveTheirShareOfIt()
    {
        var image = new Shape(3, 300, 400);
        var parts = Enumerable.Range(0, 1000).Select(seed => ImageRegion.Draw(image, RandomKey.FromSeed(seed))).ToList();
        Assert.All(parts, part =>
        {
            Assert.InRange(part.Top, 0, image.Rows - part.Rows);
            Assert.InRange(part.Left, 0, image.Columns - part.Columns);

            // Sides are rounded to whole pixels.
            Assert.InRange(part.Rows * part.Columns / (double)image.Area, 0.0775, 1);
            Assert.InRange(part.Columns / (double)part.Rows, 0.74, 1.345);
        });

        // Areas above a half of an image of 4:3 rarely fit in other proportions, so the mean lies below that of all draws, 0.54.
        Assert.InRange(parts.Average(part => part.Rows * part.Columns / (double)image.Area), 0.35, 0.54);
        Assert.Equal(parts[3], ImageRegion.Draw(image, RandomKey.FromSeed(3)));
    }

    // The fallback of torchvision: the whole of one side, and the nearest proportions.
    [Theory]
    [InlineData(10, 1000, 0, 493, 10, 13)]
    [InlineData(1000, 10, 493, 0, 13, 10)]
    public void StripsGiveTheirMiddle(int rows, int columns, int top, int left, int partRows, int partColumns)
    {
        var parts = Enumerable.Range(0, 20).Select(seed => ImageRegion.Draw(new Shape(3, rows, columns), RandomKey.FromSeed(seed)));
        Assert.Contains(new ImageRegion(top, left, partRows, partColumns), parts);
    }

    private static void AssertNear(byte[] expected, ReadOnlySpan<byte> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - 1, expected[i] + 1);
    }
}
