using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// Depthwise convolution (one input and one output channel per group): the order of sums is that of <see cref="ConvolutionKernel"/>, whose
/// reference is also this kernel's. Without channels to share inputs, a tile is eight columns under one weight.
/// </summary>
internal static unsafe class DepthwiseKernel
{
    // Eight sums hide the latency of a multiply-add (4 cycles at two per cycle). Each needs a load of its own, so more would not be faster.
    private const int Columns = 8;

    /// <summary>Convolves the channels [first, end) of one block.</summary>
    /// <param name="x">The block of the input.</param>
    /// <param name="weights"><c>[channel][kernel position]</c>.</param>
    /// <param name="bias"><c>[channel]</c>, or null.</param>
    /// <param name="y">The block of the output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(ConvolutionLayout layout, float* x, float* weights, float* bias, float* y, int first, int end)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var outputStride = layout.OutputColumnStride;
        for (var channel = first; channel < end; channel++)
        {
            var w = weights + channel * layout.KernelArea * LaneSizes.Weight<TLanes>();
            var start = bias == null ? TLanes.Broadcast(0) : TLanes.BroadcastWeight(bias + channel * LaneSizes.Weight<TLanes>());
            var source = x + channel * layout.GroupStride + layout.Geometry.Origin;
            var target = y + channel * layout.OutputChannelStride;
            foreach (ref readonly var region in layout.Geometry.Regions.AsSpan())
            {
                var taps = layout.Geometry.Taps(region);
                for (var row = region.FirstRow; row < region.EndRow; row++)
                {
                    var input = source + row * layout.RowStride;
                    var output = target + region.OutputOrigin + row * layout.OutputRowStride;
                    var column = region.FirstColumn;
                    for (; column <= region.EndColumn - Columns; column += Columns)
                        Tile8(input + column * layout.ColumnStride, w, start, output + column * outputStride, taps, region.TapCount, layout.ColumnStride, outputStride);
                    for (; column <= region.EndColumn - 2; column += 2)
                        Tile2(input + column * layout.ColumnStride, w, start, output + column * outputStride, taps, region.TapCount, layout.ColumnStride, outputStride);
                    if (column < region.EndColumn)
                        Tile1(input + column * layout.ColumnStride, w, start, output + column * outputStride, taps, region.TapCount);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8<TLanes>(float* x, float* weights, TLanes bias, float* y, Tap* taps, int tapCount, long stride, long outputStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes y0, y1, y2, y3, y4, y5, y6, y7;
        y0 = y1 = y2 = y3 = y4 = y5 = y6 = y7 = bias;
        for (var tap = taps; tap < taps + tapCount; tap++)
        {
            var source = x + tap->Offset;
            var w = TLanes.BroadcastWeight(weights + tap->Kernel * LaneSizes.Weight<TLanes>());
            y0 = TLanes.MultiplyAdd(TLanes.Load(source), w, y0);
            y1 = TLanes.MultiplyAdd(TLanes.Load(source + stride), w, y1);
            y2 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * stride), w, y2);
            y3 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * stride), w, y3);
            source += 4 * stride;
            y4 = TLanes.MultiplyAdd(TLanes.Load(source), w, y4);
            y5 = TLanes.MultiplyAdd(TLanes.Load(source + stride), w, y5);
            y6 = TLanes.MultiplyAdd(TLanes.Load(source + 2 * stride), w, y6);
            y7 = TLanes.MultiplyAdd(TLanes.Load(source + 3 * stride), w, y7);
        }

        y0.Store(y);
        y1.Store(y + outputStride);
        y2.Store(y + 2 * outputStride);
        y3.Store(y + 3 * outputStride);
        y4.Store(y + 4 * outputStride);
        y5.Store(y + 5 * outputStride);
        y6.Store(y + 6 * outputStride);
        y7.Store(y + 7 * outputStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2<TLanes>(float* x, float* weights, TLanes bias, float* y, Tap* taps, int tapCount, long stride, long outputStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var y0 = bias;
        var y1 = y0;
        for (var tap = taps; tap < taps + tapCount; tap++)
        {
            var w = TLanes.BroadcastWeight(weights + tap->Kernel * LaneSizes.Weight<TLanes>());
            y0 = TLanes.MultiplyAdd(TLanes.Load(x + tap->Offset), w, y0);
            y1 = TLanes.MultiplyAdd(TLanes.Load(x + tap->Offset + stride), w, y1);
        }

        y0.Store(y);
        y1.Store(y + outputStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1<TLanes>(float* x, float* weights, TLanes bias, float* y, Tap* taps, int tapCount)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var y0 = bias;
        for (var tap = taps; tap < taps + tapCount; tap++)
            y0 = TLanes.MultiplyAdd(TLanes.Load(x + tap->Offset), TLanes.BroadcastWeight(weights + tap->Kernel * LaneSizes.Weight<TLanes>()), y0);
        y0.Store(y);
    }
}
