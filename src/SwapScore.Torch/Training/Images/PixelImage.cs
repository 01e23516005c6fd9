using SwapScore.Networks;

namespace SwapScore.Torch.Training.Images;

/// <summary>An image as bytes.</summary>
/// <param name="shape">Its shape.</param>
/// <param name="pixels">Its pixels, <c>[channel][row][column]</c>.</param>
internal readonly ref struct PixelImage(Shape shape, ReadOnlySpan<byte> pixels)
{
    public Shape Shape { get; } = shape;

    public ReadOnlySpan<byte> Pixels { get; } = pixels;

    /// <summary>A part of it.</summary>
    /// <param name="region">The part.</param>
    public PixelImage Cut(ImageRegion region)
    {
        var shape = Shape with { Rows = region.Rows, Columns = region.Columns };
        var pixels = new byte[shape.Count];
        for (var channel = 0; channel < shape.Channels; channel++)
            for (var row = 0; row < region.Rows; row++)
                Pixels.Slice((channel * Shape.Rows + region.Top + row) * Shape.Columns + region.Left, region.Columns)
                    .CopyTo(pixels.AsSpan((channel * region.Rows + row) * region.Columns));
        return new PixelImage(shape, pixels);
    }
}
