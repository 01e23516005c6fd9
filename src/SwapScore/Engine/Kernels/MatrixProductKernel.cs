using System.Runtime.CompilerServices;
using SwapScore.Engine.Lanes;
using SwapScore.Networks;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// Product of two matrices of values, channel by channel: one chain of fused multiply-adds an output over the inner dimension, then
/// the factor.
/// </summary>
internal static unsafe class MatrixProductKernel
{
    public static ReferenceTensor Reference(ReferenceTensor a, ReferenceTensor b, Shape output, bool transposeSecond, float scale) =>
        ReferenceTensor.Of(output, a.Samples, (channel, row, column, sample) =>
        {
            var sum = 0f;
            for (var i = 0; i < a.Shape.Columns; i++)
            {
                var second = transposeSecond ? b[channel, column, i, sample] : b[channel, i, column, sample];
                sum = MathF.FusedMultiplyAdd(a[channel, row, i, sample], second, sum);
            }

            return sum * scale;
        });

    /// <summary>One row of one channel of one block: four columns share every load of the first matrix.</summary>
    /// <param name="a">The row of the first matrix, <c>[inner][lane]</c>.</param>
    /// <param name="b">The second matrix of the channel.</param>
    /// <param name="innerStride">Distance in floats between values of b along the inner dimension.</param>
    /// <param name="columnStride">Distance in floats between values of b along the output columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* a, float* b, float* y, int inner, int columns, long innerStride, long columnStride, float scale)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var factor = TLanes.Broadcast(scale);
        var column = 0;
        for (; column <= columns - 4; column += 4, b += 4 * columnStride, y += 4 * TLanes.Count)
        {
            TLanes y0, y1, y2, y3;
            y0 = y1 = y2 = y3 = TLanes.Broadcast(0);
            var second = b;
            for (var i = 0; i < inner; i++, second += innerStride)
            {
                var first = TLanes.Load(a + (long)i * TLanes.Count);
                y0 = TLanes.MultiplyAdd(first, TLanes.Load(second), y0);
                y1 = TLanes.MultiplyAdd(first, TLanes.Load(second + columnStride), y1);
                y2 = TLanes.MultiplyAdd(first, TLanes.Load(second + 2 * columnStride), y2);
                y3 = TLanes.MultiplyAdd(first, TLanes.Load(second + 3 * columnStride), y3);
            }

            (y0 * factor).Store(y);
            (y1 * factor).Store(y + TLanes.Count);
            (y2 * factor).Store(y + 2 * TLanes.Count);
            (y3 * factor).Store(y + 3 * TLanes.Count);
        }

        for (; column < columns; column++, b += columnStride, y += TLanes.Count)
        {
            var sum = TLanes.Broadcast(0);
            for (var i = 0; i < inner; i++)
                sum = TLanes.MultiplyAdd(TLanes.Load(a + (long)i * TLanes.Count), TLanes.Load(b + i * innerStride), sum);
            (sum * factor).Store(y);
        }
    }
}
