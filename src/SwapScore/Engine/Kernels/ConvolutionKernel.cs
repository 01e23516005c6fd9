using System.Runtime.CompilerServices;
using SwapScore.Engine.Lanes;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// Convolution with any kernel, stride, padding, dilation and groups. Each output is one chain of fused multiply-adds that starts at
/// the bias and runs over input channels, then kernel rows, then kernel columns, skipping what lies in the padding: that order is the
/// definition, for every width and tile.
/// </summary>
internal static unsafe class ConvolutionKernel
{
    /// <summary>Output channels that share every input load.</summary>
    public const int MaximumRows = 4;

    /// <summary>Plain loops, like the formula.</summary>
    /// <param name="weight"><c>[output channel][input channel of the group][kernel row][kernel column]</c>.</param>
    /// <param name="bias"><c>[output channel]</c>, or empty.</param>
    public static ReferenceTensor Reference(Convolution operation, ReferenceTensor x, Shape output, ReadOnlyMemory<float> weight, ReadOnlyMemory<float> bias)
    {
        var (rows, columns) = (operation.RowWindow, operation.ColumnWindow);
        var channels = x.Shape.Channels / operation.Groups;
        var outputsOfGroup = output.Channels / operation.Groups;
        return ReferenceTensor.Of(output, x.Samples, (o, row, column, sample) =>
        {
            var sum = bias.IsEmpty ? 0 : bias.Span[o];
            for (var i = 0; i < channels; i++)
                for (var u = 0; u < rows.Kernel; u++)
                    for (var v = 0; v < columns.Kernel; v++)
                    {
                        var r = row * rows.Stride + u * rows.Dilation - rows.Padding;
                        var q = column * columns.Stride + v * columns.Dilation - columns.Padding;
                        if (r < 0 || r >= x.Shape.Rows || q < 0 || q >= x.Shape.Columns) continue;
                        var w = weight.Span[((o * channels + i) * rows.Kernel + u) * columns.Kernel + v];
                        sum = MathF.FusedMultiplyAdd(x[o / outputsOfGroup * channels + i, r, q, sample], w, sum);
                    }

            return sum;
        });
    }

    /// <summary>Computes the tiles [first, end) of one block.</summary>
    /// <param name="x">The block of the input.</param>
    /// <param name="weights">As packed by <see cref="ConvolutionLayout.Pack"/>.</param>
    /// <param name="bias"><c>[output channel]</c>, or null.</param>
    /// <param name="y">The block of the output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(ConvolutionLayout layout, float* x, float* weights, float* bias, float* y, int first, int end)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        foreach (ref readonly var region in layout.Geometry.Regions.AsSpan())
            for (var row = region.FirstRow; row < region.EndRow; row++)
            {
                // Columns outside, tiles inside: the input window stays in the nearest cache while the weights stream past it.
                var column = region.FirstColumn;
                for (; column <= region.EndColumn - 3; column += 3)
                    for (var tile = first; tile < end; tile++)
                        Dispatch<TLanes, Three>(layout, region, layout.Tiles[tile], row, column, x, weights, bias, y);
                for (; column < region.EndColumn; column++)
                    for (var tile = first; tile < end; tile++)
                        Dispatch<TLanes, One>(layout, region, layout.Tiles[tile], row, column, x, weights, bias, y);
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Dispatch<TLanes, TColumns>(
        ConvolutionLayout layout, in TapRegion region, in OutputTile tile, int row, int column, float* x, float* weights, float* bias, float* y)
        where TLanes : unmanaged, ILanes<TLanes>
        where TColumns : ITileSize
    {
        x += tile.Group * layout.GroupStride + layout.Geometry.Origin + row * layout.RowStride + column * layout.ColumnStride;
        y += region.OutputOrigin + tile.First * layout.OutputChannelStride + row * layout.OutputRowStride + column * layout.OutputColumnStride;
        weights += (long)tile.First * layout.FanIn;
        bias = bias == null ? null : bias + tile.First;
        var taps = layout.Geometry.Taps(region);
        var weightStride = layout.KernelArea * tile.Count;
        switch (tile.Count)
        {
            case 1:
                Tile<TLanes, One, TColumns>(x, weights, bias, y, layout.Channels, layout.ChannelStride, weightStride, taps, region.TapCount, layout.ColumnStride, layout.OutputColumnStride, layout.OutputChannelStride);
                break;
            case 2:
                Tile<TLanes, Two, TColumns>(x, weights, bias, y, layout.Channels, layout.ChannelStride, weightStride, taps, region.TapCount, layout.ColumnStride, layout.OutputColumnStride, layout.OutputChannelStride);
                break;
            case 3:
                Tile<TLanes, Three, TColumns>(x, weights, bias, y, layout.Channels, layout.ChannelStride, weightStride, taps, region.TapCount, layout.ColumnStride, layout.OutputColumnStride, layout.OutputChannelStride);
                break;
            default:
                Tile<TLanes, Four, TColumns>(x, weights, bias, y, layout.Channels, layout.ChannelStride, weightStride, taps, region.TapCount, layout.ColumnStride, layout.OutputColumnStride, layout.OutputChannelStride);
                break;
        }
    }

    /// <summary>
    /// A tile of R output channels × C output columns: every input vector is used R times, every weight C times.
    /// </summary>
    /// <param name="x">Origin of the first column's window in the first input channel.</param>
    /// <param name="weights">Packed, <c>[input channel][kernel position][R]</c>.</param>
    /// <param name="bias">R values, or null.</param>
    /// <param name="y">First column of the first output channel.</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="channelStride">Distance between input channels in floats.</param>
    /// <param name="weightStride">Distance between the weights of input channels in floats.</param>
    /// <param name="columnStride">Distance between the windows of neighbouring columns in floats.</param>
    /// <param name="outputColumnStride">Distance between output columns in floats.</param>
    /// <param name="outputStride">Distance between output channels in floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile<TLanes, TRows, TColumns>(
        float* x, float* weights, float* bias, float* y, int channels, long channelStride, long weightStride, Tap* taps, int tapCount, long columnStride, long outputColumnStride, long outputStride)
        where TLanes : unmanaged, ILanes<TLanes>
        where TRows : ITileSize
        where TColumns : ITileSize
    {
        // Twelve accumulators, three inputs and one weight fill the sixteen registers of AVX2.
        TLanes y00, y01, y02, y10, y11, y12, y20, y21, y22, y30, y31, y32;
        y00 = y01 = y02 = TLanes.Broadcast(bias == null ? 0 : bias[0]);
        y10 = y11 = y12 = TRows.Value > 1 ? TLanes.Broadcast(bias == null ? 0 : bias[1]) : default;
        y20 = y21 = y22 = TRows.Value > 2 ? TLanes.Broadcast(bias == null ? 0 : bias[2]) : default;
        y30 = y31 = y32 = TRows.Value > 3 ? TLanes.Broadcast(bias == null ? 0 : bias[3]) : default;
        for (var channel = 0; channel < channels; channel++)
        {
            for (var tap = taps; tap < taps + tapCount; tap++)
            {
                var source = x + tap->Offset;
                var w = weights + tap->Kernel * TRows.Value;
                var x0 = TLanes.Load(source);
                var x1 = TColumns.Value > 1 ? TLanes.Load(source + columnStride) : default;
                var x2 = TColumns.Value > 2 ? TLanes.Load(source + 2 * columnStride) : default;
                var w0 = TLanes.Broadcast(w[0]);
                y00 = TLanes.MultiplyAdd(x0, w0, y00);
                if (TColumns.Value > 1) y01 = TLanes.MultiplyAdd(x1, w0, y01);
                if (TColumns.Value > 2) y02 = TLanes.MultiplyAdd(x2, w0, y02);
                if (TRows.Value > 1)
                {
                    var w1 = TLanes.Broadcast(w[1]);
                    y10 = TLanes.MultiplyAdd(x0, w1, y10);
                    if (TColumns.Value > 1) y11 = TLanes.MultiplyAdd(x1, w1, y11);
                    if (TColumns.Value > 2) y12 = TLanes.MultiplyAdd(x2, w1, y12);
                }

                if (TRows.Value > 2)
                {
                    var w2 = TLanes.Broadcast(w[2]);
                    y20 = TLanes.MultiplyAdd(x0, w2, y20);
                    if (TColumns.Value > 1) y21 = TLanes.MultiplyAdd(x1, w2, y21);
                    if (TColumns.Value > 2) y22 = TLanes.MultiplyAdd(x2, w2, y22);
                }

                if (TRows.Value > 3)
                {
                    var w3 = TLanes.Broadcast(w[3]);
                    y30 = TLanes.MultiplyAdd(x0, w3, y30);
                    if (TColumns.Value > 1) y31 = TLanes.MultiplyAdd(x1, w3, y31);
                    if (TColumns.Value > 2) y32 = TLanes.MultiplyAdd(x2, w3, y32);
                }
            }

            x += channelStride;
            weights += weightStride;
        }

        Store<TLanes, TColumns>(y, outputColumnStride, y00, y01, y02);
        if (TRows.Value > 1) Store<TLanes, TColumns>(y + outputStride, outputColumnStride, y10, y11, y12);
        if (TRows.Value > 2) Store<TLanes, TColumns>(y + 2 * outputStride, outputColumnStride, y20, y21, y22);
        if (TRows.Value > 3) Store<TLanes, TColumns>(y + 3 * outputStride, outputColumnStride, y30, y31, y32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TColumns>(float* y, long stride, TLanes y0, TLanes y1, TLanes y2)
        where TLanes : unmanaged, ILanes<TLanes>
        where TColumns : ITileSize
    {
        y0.Store(y);
        if (TColumns.Value > 1) y1.Store(y + stride);
        if (TColumns.Value > 2) y2.Store(y + 2 * stride);
    }
}
