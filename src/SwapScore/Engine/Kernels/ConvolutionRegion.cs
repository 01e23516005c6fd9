namespace SwapScore.Engine.Kernels;

/// <summary>
/// How a convolution walks a region of its output: lines of neighbouring outputs, cut into tiles. A line is a row, or a column where the region is
/// too narrow to fill a tile. All strides are in floats.
/// </summary>
internal sealed unsafe class ConvolutionRegion
{
    /// <summary>
    /// Outputs of a line that are computed together where the line has as many. Three, because three inputs and a weight are what twelve
    /// accumulators leave of sixteen registers.
    /// </summary>
    public const int TileLength = 3;

    // Copying windows pays under three conditions. At least 4 tiles of output channels read the copy, or it is not worth making. At least 8
    // channels compete: a nearest cache has 8 to 12 lines per set, fewer channels fit. And they do compete: they lie a multiple of 2 KiB
    // apart, so that they fall into the same set or two (64 sets of 64 bytes repeat every 4 KiB).
    private const int LeastTiles = 4;
    private const int LeastChannels = 8;
    private const int CompetingBytes = 2048;

    private readonly WindowGeometry _geometry;
    private readonly TapRegion _region;

    public ConvolutionRegion(ConvolutionLayout layout, in TapRegion region, int lanes)
    {
        (_geometry, _region) = (layout.Geometry, region);
        var rows = (First: region.FirstRow, End: region.EndRow, Stride: layout.RowStride, OutputStride: layout.OutputRowStride);
        var columns = (First: region.FirstColumn, End: region.EndColumn, Stride: layout.ColumnStride, OutputStride: layout.OutputColumnStride);
        var alongRows = columns.End - columns.First >= TileLength || rows.End - rows.First < TileLength;
        var (lines, places) = alongRows ? (rows, columns) : (columns, rows);
        (FirstLine, EndLine, LineStride, OutputLineStride) = lines;
        (First, End, Stride, OutputStride) = places;
        if (alongRows && Pays(layout)) Panel = new WindowPanel(_geometry.TapsOf(region), layout.Channels, layout.ChannelStride, checked((int)((TileLength - 1) * Stride) + lanes));
    }

    public int FirstLine { get; }

    public int EndLine { get; }

    public long LineStride { get; }

    public long OutputLineStride { get; }

    /// <summary>First output of a line.</summary>
    public int First { get; }

    /// <summary>Output of a line after the last.</summary>
    public int End { get; }

    /// <summary>Distance between the windows of neighbouring outputs.</summary>
    public long Stride { get; }

    public long OutputStride { get; }

    public int OutputOrigin => _region.OutputOrigin;

    public int TapCount => _region.TapCount;

    public Tap* Taps => _geometry.Taps(_region);

    /// <summary>Where the windows of a tile are copied before they are read; null where they are read in place.</summary>
    public WindowPanel? Panel { get; }

    private bool Pays(ConvolutionLayout layout)
    {
        var channels = layout.Channels == 1 ? TapCount : layout.Channels;
        var apart = layout.Channels == 1 && TapCount > 1 ? Taps[1].Offset - Taps[0].Offset : layout.ChannelStride;
        return layout.Tiles[^1].Group == 0 && layout.Tiles.Length >= LeastTiles && channels >= LeastChannels && TapCount > 0
            && End - First >= TileLength && apart * sizeof(float) % CompetingBytes == 0;
    }
}
