using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Torch.Tests.Training;

/// <summary>Generated images of four classes: stripes of four directions, with a random phase, random colors and noise.</summary>
internal static class Stripes
{
    public const int Classes = 4;
    public static readonly Shape Shape = new(3, 8, 8);

    /// <param name="perClass">Images per class.</param>
    /// <param name="seed">Which images.</param>
    /// <param name="isShuffled">Whether the class of each image is drawn at random, whatever it shows.</param>
    public static ImageSet Create(int perClass, long seed, bool isShuffled = false)
    {
        var draw = RandomKey.FromSeed(seed).Draw();
        var count = Classes * perClass;
        var (pixels, labels) = (new byte[count * Shape.Count], new int[count]);
        for (var image = 0; image < count; image++)
        {
            var shown = image % Classes;
            labels[image] = isShuffled ? draw.Next(Classes) : shown;
            var (down, right) = ((int, int))(shown switch { 0 => (1, 0), 1 => (0, 1), 2 => (1, 1), _ => (1, -1) });
            var (phase, strength) = (draw.Next(4), 60 + draw.Next(60));
            for (var i = 0; i < Shape.Count; i++)
            {
                var (y, x) = (i / Shape.Columns % Shape.Rows, i % Shape.Columns);
                var isBright = (down * y + right * x + phase + 8) % 4 < 2;
                pixels[image * Shape.Count + i] = (byte)((isBright ? 128 + strength : 128 - strength) - 20 + draw.Next(41));
            }
        }

        return new ImageSet(Shape, pixels, isShuffled ? "shuffled stripes" : "stripes", Normalization.Half, [.. labels]);
    }
}
