using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Torch.Training.Images;

/// <summary>The random changes of images in a training: cut out of a padded image, mirrored, normalised, a square of it set to the mean.</summary>
/// <remarks>
/// What happens to an image is a function of its key alone. Five numbers are drawn in a fixed order, whether they are used or not: rows and columns of the crop,
/// whether it is mirrored, row and column of the middle of the cutout.
/// </remarks>
/// <param name="shape">Shape of an image.</param>
/// <param name="normalization">How pixels become inputs.</param>
/// <param name="padding">Black pixels added on each side before the crop.</param>
/// <param name="isFlipped">Whether images are mirrored at random.</param>
/// <param name="cutout">Side of the square that is set to the mean; 0 for none.</param>
internal sealed class ImageAugmentation(Shape shape, Normalization normalization, int padding, bool isFlipped, int cutout)
{
    private readonly float[][] _tables = [.. Enumerable.Range(0, shape.Channels).Select(normalization.Table)];

    /// <summary>Makes the inputs of a training.</summary>
    /// <param name="pixels">The image, <c>[channel][row][column]</c>.</param>
    /// <param name="key">Its stream of randomness in this epoch.</param>
    /// <param name="inputs">All are set.</param>
    public void Apply(ReadOnlySpan<byte> pixels, RandomKey key, Span<float> inputs)
    {
        var draw = key.Draw();
        var (down, right) = (draw.Next(2 * padding + 1) - padding, draw.Next(2 * padding + 1) - padding);
        var isMirrored = draw.Next(2) == 1 && isFlipped;
        Copy(pixels, down, right, isMirrored, inputs);
        CutOut(inputs, draw.Next(shape.Rows), draw.Next(shape.Columns));
    }

    /// <summary>Makes the inputs of an evaluation: normalised, nothing else.</summary>
    /// <param name="pixels">The image.</param>
    /// <param name="inputs">All are set.</param>
    public void Normalize(ReadOnlySpan<byte> pixels, Span<float> inputs) => Copy(pixels, 0, 0, isMirrored: false, inputs);

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
        var (top, bottom) = (Math.Max(0, row - cutout / 2), Math.Min(shape.Rows, row + cutout / 2));
        var (left, right) = (Math.Max(0, column - cutout / 2), Math.Min(shape.Columns, column + cutout / 2));
        for (var channel = 0; channel < shape.Channels; channel++)
            for (var y = top; y < bottom; y++)
                inputs.Slice((channel * shape.Rows + y) * shape.Columns + left, right - left).Clear();
    }
}
