using System.Buffers;
using System.Runtime.CompilerServices;
using SwapScore.Lanes;
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
    /// <summary>
    /// Output channels that share every input load. With 3 neighbouring outputs (<see cref="ConvolutionRegion.TileLength"/>) that makes 12
    /// sums per 3 loads and 4 broadcasts. More of either does not fit the registers of AVX2, see <see cref="Tile{TLanes, TRows, TPlaces}"/>.
    /// </summary>
    public const int MaximumRows = 4;

    /// <summary>Plain loops, like the formula.</summary>
    /// <param name="weight"><c>[output channel][input channel of the group][kernel row][kernel column]</c>.</param>
    /// <param name="bias"><c>[output channel]</c>, or empty.</param>
    public static ReferenceTensor Reference(Convolution operation, ReferenceTensor x, Shape output, ReadOnlyMemory<float> weight, ReadOnlyMemory<float> bias)
    {
        var (rows, columns) = (operation.RowWindow, operation.ColumnWindow);
        var channels = x.Shape.Channels / operation.Groups;
        var outputsOfGroup = output.Channels / operation.Groups;
        return ReferenceTensor.Create(output, x.Samples, (o, row, column, sample) =>
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
    public static void Run<TLanes>(ConvolutionLayout layout, float* x, float* weights, float* bias, float* y, int first, int end)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (layout.PanelSize == 0)
        {
            Run<TLanes>(layout, x, weights, bias, y, first, end, null);
            return;
        }

        var rented = ArrayPool<float>.Shared.Rent(layout.PanelSize + TLanes.Count);
        fixed (float* start = rented)
            Run<TLanes>(layout, x, weights, bias, y, first, end, Scratch.Aligned<TLanes>(start));
        ArrayPool<float>.Shared.Return(rented);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TLanes>(ConvolutionLayout layout, float* x, float* weights, float* bias, float* y, int first, int end, float* panel)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        foreach (var region in layout.Regions)
            for (var line = region.FirstLine; line < region.EndLine; line++)
            {
                var source = x + layout.Geometry.Origin + line * region.LineStride + region.First * region.Stride;
                var target = y + region.OutputOrigin + line * region.OutputLineStride + region.First * region.OutputStride;
                var left = region.End - region.First;
                for (; left >= ConvolutionRegion.TileLength; left -= ConvolutionRegion.TileLength)
                {
                    if (region.Panel is { } copy)
                    {
                        copy.Fill<TLanes>(source, panel);
                        Tiles<TLanes, Three>(layout, region, first, end, panel, copy.Taps, copy.ChannelStride, weights, bias, target);
                    }
                    else
                    {
                        Tiles<TLanes, Three>(layout, region, first, end, source, region.Taps, layout.ChannelStride, weights, bias, target);
                    }

                    source += ConvolutionRegion.TileLength * region.Stride;
                    target += ConvolutionRegion.TileLength * region.OutputStride;
                }

                if (left == 2) Tiles<TLanes, Two>(layout, region, first, end, source, region.Taps, layout.ChannelStride, weights, bias, target);
                else if (left == 1) Tiles<TLanes, One>(layout, region, first, end, source, region.Taps, layout.ChannelStride, weights, bias, target);
            }
    }

    /// <summary>All tiles of some neighbouring outputs: their input stays in the nearest cache while the weights stream past it.</summary>
    private static void Tiles<TLanes, TPlaces>(
        ConvolutionLayout layout, ConvolutionRegion region, int first, int end, float* x, Tap* taps, long channelStride, float* weights, float* bias, float* y)
        where TLanes : unmanaged, ILanes<TLanes>
        where TPlaces : ITileSize
    {
        for (var i = first; i < end; i++)
        {
            ref readonly var tile = ref layout.Tiles[i];
            var source = x + tile.Group * layout.GroupStride;
            var target = y + tile.First * layout.OutputChannelStride;
            var w = weights + (long)tile.First * layout.FanIn * LaneSizes.Weight<TLanes>();
            var b = bias == null ? null : bias + tile.First * LaneSizes.Weight<TLanes>();
            var weightStride = layout.KernelArea * tile.Count * LaneSizes.Weight<TLanes>();
            switch (tile.Count)
            {
                case 1:
                    Tile<TLanes, One, TPlaces>(source, w, b, target, layout.Channels, channelStride, weightStride, taps, region.TapCount, region.Stride, region.OutputStride, layout.OutputChannelStride);
                    break;
                case 2:
                    Tile<TLanes, Two, TPlaces>(source, w, b, target, layout.Channels, channelStride, weightStride, taps, region.TapCount, region.Stride, region.OutputStride, layout.OutputChannelStride);
                    break;
                case 3:
                    Tile<TLanes, Three, TPlaces>(source, w, b, target, layout.Channels, channelStride, weightStride, taps, region.TapCount, region.Stride, region.OutputStride, layout.OutputChannelStride);
                    break;
                default:
                    Tile<TLanes, Four, TPlaces>(source, w, b, target, layout.Channels, channelStride, weightStride, taps, region.TapCount, region.Stride, region.OutputStride, layout.OutputChannelStride);
                    break;
            }
        }
    }

    /// <summary>
    /// A tile of R output channels × C neighbouring outputs: every input vector is used R times, every weight C times.
    /// </summary>
    /// <param name="x">Origin of the first output's window in the first input channel.</param>
    /// <param name="weights">Packed, <c>[input channel][kernel position][R]</c>.</param>
    /// <param name="bias">R values, or null.</param>
    /// <param name="y">First output of the first output channel.</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="channelStride">Distance between input channels in floats.</param>
    /// <param name="weightStride">Distance between the weights of input channels in floats.</param>
    /// <param name="stride">Distance between neighbouring windows in floats.</param>
    /// <param name="outputPlaceStride">Distance between neighbouring outputs in floats.</param>
    /// <param name="outputStride">Distance between output channels in floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Tile<TLanes, TRows, TPlaces>(
        float* x, float* weights, float* bias, float* y, int channels, long channelStride, long weightStride, Tap* taps, int tapCount, long stride, long outputPlaceStride, long outputStride)
        where TLanes : unmanaged, ILanes<TLanes>
        where TRows : ITileSize
        where TPlaces : ITileSize
    {
        // Twelve accumulators, three inputs and one weight fill the sixteen registers of AVX2. They are locals, not an array, because only
        // locals stay in registers. Sizes are types, so that the JIT removes the branches below. Do not call anything that is not inlined
        // in these loops: all accumulators would go through memory. Twelve sums also hide the latency of a multiply-add (4 cycles at two
        // per cycle need 8). The order of loops is part of the definition of the result and must not change.
        TLanes y00, y01, y02, y10, y11, y12, y20, y21, y22, y30, y31, y32;
        y00 = y01 = y02 = Bias<TLanes>(bias, 0);
        y10 = y11 = y12 = TRows.Value > 1 ? Bias<TLanes>(bias, 1) : default;
        y20 = y21 = y22 = TRows.Value > 2 ? Bias<TLanes>(bias, 2) : default;
        y30 = y31 = y32 = TRows.Value > 3 ? Bias<TLanes>(bias, 3) : default;
        for (var channel = 0; channel < channels; channel++)
        {
            for (var tap = taps; tap < taps + tapCount; tap++)
            {
                var source = x + tap->Offset;
                var w = weights + tap->Kernel * TRows.Value * LaneSizes.Weight<TLanes>();
                var x0 = TLanes.Load(source);
                var x1 = TPlaces.Value > 1 ? TLanes.Load(source + stride) : default;
                var x2 = TPlaces.Value > 2 ? TLanes.Load(source + 2 * stride) : default;
                var w0 = TLanes.BroadcastWeight(w);
                y00 = TLanes.MultiplyAdd(x0, w0, y00);
                if (TPlaces.Value > 1) y01 = TLanes.MultiplyAdd(x1, w0, y01);
                if (TPlaces.Value > 2) y02 = TLanes.MultiplyAdd(x2, w0, y02);
                if (TRows.Value > 1)
                {
                    var w1 = TLanes.BroadcastWeight(w + LaneSizes.Weight<TLanes>());
                    y10 = TLanes.MultiplyAdd(x0, w1, y10);
                    if (TPlaces.Value > 1) y11 = TLanes.MultiplyAdd(x1, w1, y11);
                    if (TPlaces.Value > 2) y12 = TLanes.MultiplyAdd(x2, w1, y12);
                }

                if (TRows.Value > 2)
                {
                    var w2 = TLanes.BroadcastWeight(w + 2 * LaneSizes.Weight<TLanes>());
                    y20 = TLanes.MultiplyAdd(x0, w2, y20);
                    if (TPlaces.Value > 1) y21 = TLanes.MultiplyAdd(x1, w2, y21);
                    if (TPlaces.Value > 2) y22 = TLanes.MultiplyAdd(x2, w2, y22);
                }

                if (TRows.Value > 3)
                {
                    var w3 = TLanes.BroadcastWeight(w + 3 * LaneSizes.Weight<TLanes>());
                    y30 = TLanes.MultiplyAdd(x0, w3, y30);
                    if (TPlaces.Value > 1) y31 = TLanes.MultiplyAdd(x1, w3, y31);
                    if (TPlaces.Value > 2) y32 = TLanes.MultiplyAdd(x2, w3, y32);
                }
            }

            x += channelStride;
            weights += weightStride;
        }

        Store<TLanes, TPlaces>(y, outputPlaceStride, y00, y01, y02);
        if (TRows.Value > 1) Store<TLanes, TPlaces>(y + outputStride, outputPlaceStride, y10, y11, y12);
        if (TRows.Value > 2) Store<TLanes, TPlaces>(y + 2 * outputStride, outputPlaceStride, y20, y21, y22);
        if (TRows.Value > 3) Store<TLanes, TPlaces>(y + 3 * outputStride, outputPlaceStride, y30, y31, y32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Bias<TLanes>(float* bias, int index)
        where TLanes : unmanaged, ILanes<TLanes> => bias == null ? TLanes.Broadcast(0) : TLanes.BroadcastWeight(bias + index * LaneSizes.Weight<TLanes>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TPlaces>(float* y, long stride, TLanes y0, TLanes y1, TLanes y2)
        where TLanes : unmanaged, ILanes<TLanes>
        where TPlaces : ITileSize
    {
        y0.Store(y);
        if (TPlaces.Value > 1) y1.Store(y + stride);
        if (TPlaces.Value > 2) y2.Store(y + 2 * stride);
    }
}
