using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Data;

/// <summary>
/// Nine tiles of each image, stacked as channels: the middle of the image, nine tenths of its sides, is cut into three rows of three parts,
/// and from a random place of each part a tile is taken, so that tiles cannot be joined by their edges. At sides of 255 and 256 parts have
/// 76 pixels and tiles 64.
/// </summary>
/// <remarks>
/// The jigsaw of TransNAS-Bench-101 without its random flip, colours and order of tiles, which change no property of a batch that a metric
/// without labels could see.
/// </remarks>
internal static class JigsawTiles
{
    /// <summary>Tiles of an image.</summary>
    public const int Count = Grid * Grid;

    private const int Grid = 3;

    /// <summary>The tiles of the first images; equal seeds give equal places.</summary>
    /// <param name="images">The images, of sides of at least 9; pixels become 0 … 1 whatever their normalisation.</param>
    /// <param name="count">Number of images, at least 1.</param>
    /// <param name="seed">Seed of the places. Default: 0.</param>
    /// <returns>Samples of shape 27 × side × side, <c>[sample][tile, channel][row][column]</c>.</returns>
    /// <exception cref="UsageException">There are fewer images, or they are too small.</exception>
    public static Batch Create(ImageSet images, int count, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(images);
        var whole = images.With(Normalization.None).ToBatch(0, count);
        var side = Math.Min(whole.Shape.Rows, whole.Shape.Columns);
        var part = side * 9 / 10 / Grid;
        var tile = part * 64 / 76;
        if (tile < 1) throw new UsageException($"images of {whole.Shape} are too small for nine tiles", "use images of side 9 or more");
        var (top, left) = ((whole.Shape.Rows - Grid * part) / 2, (whole.Shape.Columns - Grid * part) / 2);
        var shape = new Shape(Count * Rgb.Channels, tile, tile);
        var values = new float[count * shape.Count];
        var target = 0;
        for (var image = 0; image < count; image++)
        {
            var draw = RandomKey.FromSeed(seed).Derive(RandomPurpose.Other, image).Draw();
            for (var i = 0; i < Count; i++)
            {
                var row = top + i / Grid * part + draw.Next(part - tile + 1);
                var column = left + i % Grid * part + draw.Next(part - tile + 1);
                for (var channel = 0; channel < Rgb.Channels; channel++)
                    for (var r = 0; r < tile; r++, target += tile)
                        whole.Sample(image).Slice((channel * whole.Shape.Rows + row + r) * whole.Shape.Columns + column, tile).CopyTo(values.AsSpan(target));
            }
        }

        return new Batch(shape, values, $"{whole.Source}, nine tiles each");
    }
}
