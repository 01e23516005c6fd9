using System.Runtime.CompilerServices;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Kernels;

/// <summary>Maximum, average and global average pooling. Windows are read row by row; what lies in the padding is skipped.</summary>
internal static unsafe class PoolingKernel
{
    /// <summary>The largest value of each window.</summary>
    public static ReferenceTensor ReferenceMaximum(Window window, ReferenceTensor x, Shape output) =>
        ReferenceTensor.Create(output, x.Samples, (channel, row, column, sample) =>
        {
            var largest = float.NegativeInfinity;
            foreach (var (r, q) in Positions(window, x.Shape, row, column))
                largest = x[channel, r, q, sample] > largest ? x[channel, r, q, sample] : largest;
            return largest;
        });

    /// <summary>The sum of each window divided by its positions, all or those inside.</summary>
    public static ReferenceTensor ReferenceAverage(Window window, bool countPadding, ReferenceTensor x, Shape output) =>
        ReferenceTensor.Create(output, x.Samples, (channel, row, column, sample) =>
        {
            var sum = 0f;
            var count = 0;
            foreach (var (r, q) in Positions(window, x.Shape, row, column))
            {
                sum += x[channel, r, q, sample];
                count++;
            }

            return sum / (countPadding ? window.Kernel * window.Kernel : count);
        });

    /// <summary>The mean of each channel, summed in the order of <see cref="Summation"/>.</summary>
    public static ReferenceTensor ReferenceGlobalAverage(ReferenceTensor x) =>
        ReferenceTensor.Create(Shape.Vector(x.Shape.Channels), x.Samples, (channel, _, _, sample) =>
            Summation.Reference((int)x.Shape.Area, (sum, p) => sum + x[channel, p / x.Shape.Columns, p % x.Shape.Columns, sample])
            / x.Shape.Area);

    /// <summary>Pools one channel of one block.</summary>
    /// <param name="divisor">What an average is divided by; 0 for the number of positions inside; negative for the maximum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(WindowGeometry geometry, float* x, float* y, long rowStride, long columnStride, long outputRowStride, int divisor)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        foreach (ref readonly var region in geometry.Regions.AsSpan())
        {
            var taps = geometry.Taps(region);
            var count = TLanes.Broadcast(divisor > 0 ? divisor : region.TapCount);
            for (var row = region.FirstRow; row < region.EndRow; row++)
                for (var column = region.FirstColumn; column < region.EndColumn; column++)
                {
                    var source = x + geometry.Origin + row * rowStride + column * columnStride;
                    var target = y + row * outputRowStride + (long)column * TLanes.Count;
                    if (divisor < 0)
                        Maximum<TLanes>(source, taps, region.TapCount).Store(target);
                    else
                        (Sum<TLanes>(source, taps, region.TapCount) / count).Store(target);
                }
        }
    }

    /// <summary>The largest value of one window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Maximum<TLanes>(float* x, Tap* taps, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var largest = TLanes.Broadcast(float.NegativeInfinity);
        for (var tap = 0; tap < count; tap++)
        {
            var value = TLanes.Load(x + taps[tap].Offset);
            largest = TLanes.Select(TLanes.GreaterThan(value, largest), value, largest);
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Sum<TLanes>(float* x, Tap* taps, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sum = TLanes.Broadcast(0);
        for (var tap = 0; tap < count; tap++)
            sum += TLanes.Load(x + taps[tap].Offset);
        return sum;
    }

    /// <summary>The positions of a window that lie inside the input, row by row.</summary>
    public static IEnumerable<(int Row, int Column)> Positions(Window window, Shape input, int row, int column)
    {
        for (var u = 0; u < window.Kernel; u++)
            for (var v = 0; v < window.Kernel; v++)
            {
                var r = row * window.Stride + u - window.Padding;
                var q = column * window.Stride + v - window.Padding;
                if (r >= 0 && r < input.Rows && q >= 0 && q < input.Columns) yield return (r, q);
            }
    }
}
