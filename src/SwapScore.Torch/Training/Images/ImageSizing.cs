using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Torch.Training.Images;

/// <summary>Brings images to the size of samples.</summary>
internal static class ImageSizing
{
    // 256 pixels for samples of 224.
    private const double Margin = 8.0 / 7;

    private const int Longest = 4;

    /// <summary>Resizes an image as it is.</summary>
    /// <param name="image">The image.</param>
    /// <param name="to">The shape that is wanted.</param>
    public static PixelImage Resize(PixelImage image, Shape to)
    {
        if (image.Shape == to) return image;
        var pixels = new byte[to.Count];
        new Resampling(image.Shape, to).Apply(image.Pixels, pixels);
        return new PixelImage(to, pixels);
    }

    /// <summary>
    /// The middle of an image as networks of ImageNet are judged by: its shorter side becomes 8/7 of that of a sample, which is then cut out. An image of the size of a sample
    /// stays; of one longer than 4:1 the ends are cut off first.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="sample">Shape of a sample, a square.</param>
    public static PixelImage Middle(PixelImage image, Shape sample)
    {
        if (image.Shape == sample) return image;
        image = Shortened(image);
        var shorter = (int)Math.Round(sample.Rows * Margin);
        var (rows, columns) = (image.Shape.Rows, image.Shape.Columns);
        var resized = rows <= columns
            ? sample with { Rows = shorter, Columns = (int)((long)shorter * columns / rows) }
            : sample with { Rows = (int)((long)shorter * rows / columns), Columns = shorter };
        return Resize(image, resized).Cut(ImageRegion.Center(resized, sample.Rows, sample.Columns));
    }

    /// <summary>Without this, a strip of a few pixels would become one of thousands.</summary>
    private static PixelImage Shortened(PixelImage image)
    {
        var (rows, columns) = (Math.Min(image.Shape.Rows, Longest * image.Shape.Columns), Math.Min(image.Shape.Columns, Longest * image.Shape.Rows));
        return (rows, columns) == (image.Shape.Rows, image.Shape.Columns) ? image : image.Cut(ImageRegion.Center(image.Shape, rows, columns));
    }
}
