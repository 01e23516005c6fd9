using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Torch.Training.Images;

/// <summary>
/// The random changes of images in a training: a part cut out and resized, or cut out of a padded image; colours changed; mirrored, normalised, a square of it set to the mean.
/// </summary>
/// <remarks>
/// What happens to an image is a function of its key alone. Parts that are resized and colours have streams of their own. From the key itself five numbers are drawn in a fixed
/// order, whether they are used or not: rows and columns of the crop, whether it is mirrored, row and column of the middle of the cutout.
/// </remarks>
/// <param name="shape">Shape of a sample.</param>
/// <param name="normalization">How pixels become inputs.</param>
/// <param name="protocol">Which changes.</param>
internal sealed class ImageAugmentation(Shape shape, Normalization normalization, TrainingProtocol protocol)
{
    private readonly float[][] _tables = [.. Enumerable.Range(0, shape.Channels).Select(normalization.Table)];
    private readonly ColorJitter _jitter = new(protocol.Brightness, protocol.Contrast, protocol.Saturation, protocol.Hue);
    private readonly int _padding = protocol.HasResizedCrops ? 0 : protocol.CropPadding;

    /// <summary>Makes the inputs of a training.</summary>
    /// <param name="image">The image, of any size.</param>
    /// <param name="key">Its stream of randomness in this epoch.</param>
    /// <param name="inputs">All are set.</param>
    public void Apply(PixelImage image, RandomKey key, Span<float> inputs)
    {
        var draw = key.Draw();
        var (down, right) = (draw.Next(2 * _padding + 1) - _padding, draw.Next(2 * _padding + 1) - _padding);
        var isMirrored = draw.Next(2) == 1 && protocol.IsFlipped;
        Copy(Colored(Sized(image, key), key), down, right, isMirrored, inputs);
        CutOut(inputs, draw.Next(shape.Rows), draw.Next(shape.Columns));
    }

    /// <summary>Makes the inputs of an evaluation: the middle of an image of another size, normalised, nothing else.</summary>
    /// <param name="image">The image, of any size.</param>
    /// <param name="inputs">All are set.</param>
    public void Normalize(PixelImage image, Span<float> inputs) => Copy(ImageSizing.Middle(image, shape).Pixels, 0, 0, isMirrored: false, inputs);

    private PixelImage Sized(PixelImage image, RandomKey key) => protocol.HasResizedCrops
        ? ImageSizing.Resize(image.Cut(ImageRegion.Draw(image.Shape, key.Derive(RandomPurpose.Other, 0))), shape)
        : ImageSizing.Middle(image, shape);

    private ReadOnlySpan<byte> Colored(PixelImage image, RandomKey key)
    {
        if (!_jitter.IsOn) return image.Pixels;
        var pixels = image.Pixels.ToArray();
        _jitter.Apply(pixels, key.Derive(RandomPurpose.Other, 1));
        return pixels;
    }

    private void Copy(ReadOnlySpan<byte> pixels, int down, int right, bool isMirrored, Span<float> inputs)
    {
        var next = 0;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var table = _tables[channel];
            for (var row = 0; row < shape.Rows; row++)
                for (var column = 0; column < shape.Columns; column++)
                {
                    var (fromRow, fromColumn) = (row + down, (isMirrored ? shape.Columns - 1 - column : column) + right);
                    var isInside = (uint)fromRow < (uint)shape.Rows && (uint)fromColumn < (uint)shape.Columns;
                    inputs[next++] = table[isInside ? pixels[(channel * shape.Rows + fromRow) * shape.Columns + fromColumn] : 0];
                }
        }
    }

    /// <summary>The square around a point, as far as it is in the image.</summary>
    private void CutOut(Span<float> inputs, int row, int column)
    {
        var half = protocol.Cutout / 2;
        var (top, bottom) = (Math.Max(0, row - half), Math.Min(shape.Rows, row + half));
        var (left, right) = (Math.Max(0, column - half), Math.Min(shape.Columns, column + half));
        for (var channel = 0; channel < shape.Channels; channel++)
            for (var y = top; y < bottom; y++)
                inputs.Slice((channel * shape.Rows + y) * shape.Columns + left, right - left).Clear();
    }
}
