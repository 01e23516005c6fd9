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
    {
        KernelArea = operation.Kernel * operation.Kernel;
        FanIn = input.Channels * KernelArea;
        GroupStride = input.Count * lanes;
        RowStride = (long)input.Columns * lanes;
        ColumnStride = lanes;
        OutputRowStride = (long)output.Columns * operation.Stride * lanes;
        OutputColumnStride = operation.Stride * lanes;
        OutputChannelStride = output.Area * lanes;
        Tiles = [.. Tile(output.Channels, groups: 1)];
        Channels = input.Channels;
        ChannelStride = input.Area * lanes;
        Geometry = WindowGeometry.Transposed(operation, input, output, lanes);
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
