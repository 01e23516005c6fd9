using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Torch.Training.Images;

/// <summary>A rectangle of an image.</summary>
/// <param name="Top">Its first row.</param>
/// <param name="Left">Its first column.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
internal readonly record struct ImageRegion(int Top, int Left, int Rows, int Columns)
{
    private const int Tries = 10;
    private const double SmallestShare = 0.08;
    private const double LongestSide = 4.0 / 3;

    /// <summary>
    /// The part of a random resized crop: 8 to 100 % of the area, evenly, in proportions from 3:4 to 4:3, evenly in their logarithm, at a random place. Where ten draws
    /// do not fit into the image: its middle, in the nearest proportions.
    /// </summary>
    /// <remarks>As <c>RandomResizedCrop</c> of torchvision.</remarks>
    /// <param name="image">Shape of the image.</param>
    /// <param name="key">The stream; each try draws area, proportions, and where it fits row and column.</param>
    public static ImageRegion Draw(Shape image, RandomKey key)
    {
        var draw = key.Draw();
        for (var i = 0; i < Tries; i++)
        {
            var area = image.Rows * (double)image.Columns * (SmallestShare + (1 - SmallestShare) * draw.NextDouble());
            var ratio = Math.Exp((2 * draw.NextDouble() - 1) * Math.Log(LongestSide));
            var (columns, rows) = (Round(Math.Sqrt(area * ratio)), Round(Math.Sqrt(area / ratio)));
            if (columns is > 0 && rows is > 0 && columns <= image.Columns && rows <= image.Rows)
                return new ImageRegion(draw.Next(image.Rows - rows + 1), draw.Next(image.Columns - columns + 1), rows, columns);
        }

        return Middle(image);
    }

    /// <summary>The middle of an image, as <c>CenterCrop</c> of torchvision places it.</summary>
    /// <param name="image">Shape of the image.</param>
    /// <param name="rows">Number of rows, at most those of the image.</param>
    /// <param name="columns">Number of columns, at most those of the image.</param>
    public static ImageRegion Center(Shape image, int rows, int columns) => new(Round((image.Rows - rows) / 2.0), Round((image.Columns - columns) / 2.0), rows, columns);

    private static ImageRegion Middle(Shape image)
    {
        var rows = Math.Min(image.Rows, Round(image.Columns * LongestSide));
        var columns = Math.Min(image.Columns, Round(image.Rows * LongestSide));
        return new ImageRegion((image.Rows - rows) / 2, (image.Columns - columns) / 2, rows, columns);
    }

    /// <summary>Halves to even numbers, as Python rounds.</summary>
    private static int Round(double number) => (int)Math.Round(number, MidpointRounding.ToEven);
}
