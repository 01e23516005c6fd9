using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>
/// The gradients of pooling. Outputs hand theirs out row by row, each to the positions of its window: in equal parts, or whole to the first of the
/// largest values, row by row.
/// </summary>
internal static unsafe class PoolingGradientKernel
{
    /// <summary>Plain loops, like the definition.</summary>
    /// <param name="window">The window.</param>
    /// <param name="x">What is pooled.</param>
    /// <param name="gradient">The gradient by the output.</param>
    /// <param name="divisor">See <see cref="Run"/>.</param>
    public static ReferenceTensor Reference(Window window, ReferenceTensor x, ReferenceTensor gradient, int divisor)
    {
        var y = new ReferenceTensor(x.Shape, x.Samples);
        for (var channel = 0; channel < x.Shape.Channels; channel++)
            for (var row = 0; row < gradient.Shape.Rows; row++)
                for (var column = 0; column < gradient.Shape.Columns; column++)
                    for (var sample = 0; sample < x.Samples; sample++)
                    {
                        var places = PoolingKernel.Positions(window, x.Shape, row, column).ToArray();
                        if (places.Length == 0) continue;
                        var given = gradient[channel, row, column, sample];
                        if (divisor < 0)
                        {
                            var largest = places.Max(place => x[channel, place.Row, place.Column, sample]);
                            var (r, q) = places.First(place => x[channel, place.Row, place.Column, sample] == largest);
                            y[channel, r, q, sample] += given;
                            continue;
                        }

                        foreach (var (r, q) in places)
                            y[channel, r, q, sample] += given / (divisor > 0 ? divisor : places.Length);
                    }

        return y;
    }

    /// <summary>The gradient by the input of one channel of one block.</summary>
    /// <param name="geometry">How windows meet the input.</param>
    /// <param name="x">What is pooled; read for the maximum only.</param>
    /// <param name="gradient">The gradient by the output.</param>
    /// <param name="y">The gradient by the input, <paramref name="size"/> floats.</param>
    /// <param name="size">Floats of the channel.</param>
    /// <param name="rowStride">Distance between the windows of neighbouring rows.</param>
    /// <param name="columnStride">Distance between the windows of neighbouring columns.</param>
    /// <param name="outputRowStride">Distance between output rows.</param>
    /// <param name="divisor">What an average is divided by; 0 for the number of positions inside; negative for the maximum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(
        WindowGeometry geometry, float* x, float* gradient, float* y, long size, long rowStride, long columnStride, long outputRowStride, int divisor)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        NativeMemory.Clear(y, (nuint)size * sizeof(float));
        var regions = geometry.Regions;
        for (var row = 0; row < regions[^1].EndRow; row++)
            foreach (ref readonly var region in regions.AsSpan())
            {
                if (row < region.FirstRow || row >= region.EndRow) continue;
                var taps = geometry.Taps(region);
                var count = TLanes.Broadcast(divisor > 0 ? divisor : region.TapCount);
                for (var column = region.FirstColumn; column < region.EndColumn; column++)
                {
                    var window = geometry.Origin + row * rowStride + column * columnStride;
                    var given = TLanes.Load(gradient + row * outputRowStride + (long)column * TLanes.Count);
                    if (divisor < 0)
                        Give<TLanes>(x + window, y + window, given, taps, region.TapCount);
                    else
                        Share<TLanes>(y + window, given / count, taps, region.TapCount);
                }
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Share<TLanes>(float* y, TLanes part, Tap* taps, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var tap = 0; tap < count; tap++)
            (TLanes.Load(y + taps[tap].Offset) + part).Store(y + taps[tap].Offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Give<TLanes>(float* x, float* y, TLanes given, Tap* taps, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var largest = PoolingKernel.Maximum<TLanes>(x, taps, count);
        var zero = TLanes.Broadcast(0);
        for (var tap = 0; tap < count; tap++)
        {
            // The first of the largest values gets it, and then nothing is left.
            var target = y + taps[tap].Offset;
            var isSmaller = TLanes.GreaterThan(largest, TLanes.Load(x + taps[tap].Offset));
            (TLanes.Load(target) + TLanes.Select(isSmaller, zero, given)).Store(target);
            given = TLanes.Select(isSmaller, given, zero);
        }
    }
}
