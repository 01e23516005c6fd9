using System.Runtime.CompilerServices;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Kernels;

/// <summary>Everything about a convolution that does not depend on values: tiles, regions, strides and the order of its weights.</summary>
internal sealed class ConvolutionLayout
{
    public ConvolutionLayout(Convolution operation, Shape input, Shape output, int lanes)
    {
        // A 1×1 convolution has no borders: its channels serve as kernel positions, and without a stride its rows are one long row.
        var pointwise = operation is { Kernel: 1, Padding: 0 };
        var (x, y) = pointwise && operation.Stride == 1 ? (Flat(input), Flat(output)) : (input, output);
        var channels = input.Channels / operation.Groups;
        KernelArea = operation.KernelArea;
        FanIn = channels * KernelArea;
        GroupStride = channels * input.Area * lanes;
        RowStride = (long)x.Columns * operation.RowWindow.Stride * lanes;
        ColumnStride = operation.Stride * lanes;
        OutputRowStride = (long)y.Columns * lanes;
        OutputColumnStride = lanes;
        OutputChannelStride = y.Area * lanes;
        Tiles = [.. Tile(output.Channels, operation.Groups)];
        if (pointwise)
        {
            Channels = 1;
            Geometry = WindowGeometry.Pointwise(channels, checked((int)input.Area * lanes), y);
        }
        else
        {
            Channels = channels;
            ChannelStride = input.Area * lanes;
            Geometry = new WindowGeometry(operation.RowWindow, operation.ColumnWindow, input, output, lanes);
        }

        (Regions, PanelSize) = Walk(lanes);
    }

    /// <summary>A transposed convolution is, on each of its interleaved output grids, a convolution without stride.</summary>
    public ConvolutionLayout(TransposedConvolution operation, Shape input, Shape output, int lanes)
        : this(operation.Window, operation.Window, groups: 1, input, output, lanes)
    {
    }

    private ConvolutionLayout(Window rows, Window columns, int groups, Shape input, Shape output, int lanes)
    {
        Channels = input.Channels / groups;
        KernelArea = rows.Kernel * columns.Kernel;
        FanIn = Channels * KernelArea;
        GroupStride = Channels * input.Area * lanes;
        RowStride = (long)input.Columns * lanes;
        ColumnStride = lanes;
        OutputRowStride = (long)output.Columns * rows.Stride * lanes;
        OutputColumnStride = columns.Stride * lanes;
        OutputChannelStride = output.Area * lanes;
        Tiles = [.. Tile(output.Channels, groups)];
        ChannelStride = input.Area * lanes;
        Geometry = WindowGeometry.Transposed(rows, columns, input, output, lanes);
        (Regions, PanelSize) = Walk(lanes);
    }

    public WindowGeometry Geometry { get; }

    /// <summary>The regions of <see cref="Geometry"/>, and how each is walked.</summary>
    public ConvolutionRegion[] Regions { get; }

    /// <summary>Floats the copied windows need at a time; 0 where all are read in place.</summary>
    public int PanelSize { get; }

    public OutputTile[] Tiles { get; }

    /// <summary>Channels in the outer loop of a tile; 1 when they serve as kernel positions.</summary>
    public int Channels { get; }

    public int KernelArea { get; }

    public int FanIn { get; }

    public long ChannelStride { get; }

    public long GroupStride { get; }

    public long RowStride { get; }

    public long ColumnStride { get; }

    public long OutputRowStride { get; }

    public long OutputColumnStride { get; }

    public long OutputChannelStride { get; }

    /// <summary>The gradient by the input of a convolution: the transposed convolution of the gradient by its output.</summary>
    /// <param name="operation">The convolution.</param>
    /// <param name="input">Shape of what it reads, and of the gradient that is computed.</param>
    /// <param name="output">Shape of its output, whose gradient is read.</param>
    /// <param name="lanes">Lanes of a block.</param>
    public static ConvolutionLayout ForInputGradient(Convolution operation, Shape input, Shape output, int lanes) =>
        operation is { Kernel: 1, Padding: 0, Stride: 1 }
            ? new ConvolutionLayout(new Convolution(input.Channels, 1) { Groups = operation.Groups }, output, input, lanes)
            : new ConvolutionLayout(operation.RowWindow, operation.ColumnWindow, operation.Groups, output, input, lanes);

    /// <summary>Reorders weights for the tiles: <c>[tile][input channel][kernel position][output channel of the tile]</c>.</summary>
    /// <param name="weight"><c>[output channel][input channel of the group][kernel row][kernel column]</c>.</param>
    /// <param name="packed">Room for as many values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack(ReadOnlySpan<float> weight, Span<float> packed)
    {
        var next = 0;
        foreach (var tile in Tiles)
            for (var i = 0; i < FanIn; i++)
                for (var o = tile.First; o < tile.First + tile.Count; o++)
                    packed[next++] = weight[o * FanIn + i];
    }

    /// <summary>Reorders the weights of the convolution whose input gradient this is, as <see cref="Pack"/> does with those of a convolution.</summary>
    /// <param name="weight"><c>[input channel of the group][output channel][kernel row][kernel column]</c>, input and output of this layout.</param>
    /// <param name="packed">Room for as many values.</param>
    public void PackTransposed(ReadOnlySpan<float> weight, Span<float> packed)
    {
        var inputs = FanIn / KernelArea;
        var outputs = Tiles.Where(tile => tile.Group == 0).Sum(tile => tile.Count);
        var next = 0;
        foreach (var tile in Tiles)
            for (var i = 0; i < inputs; i++)
                for (var tap = 0; tap < KernelArea; tap++)
                    for (var o = tile.First - tile.Group * outputs; o < tile.First - tile.Group * outputs + tile.Count; o++)
                        packed[next++] = weight[((tile.Group * inputs + i) * outputs + o) * KernelArea + tap];
    }

    /// <summary>Cuts the channels of every group into tiles of nearly equal height: six are 3 + 3, not 4 + 2.</summary>
    private static IEnumerable<OutputTile> Tile(int outputs, int groups)
    {
        var size = outputs / groups;
        var count = (size + ConvolutionKernel.MaximumRows - 1) / ConvolutionKernel.MaximumRows;
        for (var group = 0; group < groups; group++)
            for (var tile = 0; tile < count; tile++)
            {
                var first = size * tile / count;
                yield return new OutputTile(group * size + first, size * (tile + 1) / count - first, group);
            }
    }

    private (ConvolutionRegion[] Regions, int PanelSize) Walk(int lanes)
    {
        var regions = Array.ConvertAll(Geometry.Regions, region => new ConvolutionRegion(this, region, lanes));
        return (regions, regions.Max(region => region.Panel?.Size ?? 0));
    }

    private static Shape Flat(Shape shape) => new(shape.Channels, 1, checked((int)shape.Area));
}
