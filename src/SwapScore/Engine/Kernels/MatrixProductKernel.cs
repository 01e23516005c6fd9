using System.Runtime.CompilerServices;
using SwapScore.Engine.Lanes;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// Product of two matrices of values, channel by channel: one chain of fused multiply-adds an output over the inner dimension, then
/// the factor.
/// </summary>
internal static unsafe class MatrixProductKernel
{
    /// <summary>Output rows that share every load of the second matrix.</summary>
    public const int MaximumRows = 3;

    public static ReferenceTensor Reference(MatrixProduct operation, ReferenceTensor a, ReferenceTensor b, Shape output) =>
        ReferenceTensor.Of(output, a.Samples, (channel, row, column, sample) =>
        {
            var sum = 0f;
            for (var i = 0; i < (operation.TransposeFirst ? a.Shape.Rows : a.Shape.Columns); i++)
            {
                var first = operation.TransposeFirst ? a[channel, i, row, sample] : a[channel, row, i, sample];
                var second = operation.TransposeSecond ? b[channel, column, i, sample] : b[channel, i, column, sample];
                sum = MathF.FusedMultiplyAdd(first, second, sum);
            }

            return sum * operation.Scale;
        });

    /// <summary>Some rows of one channel of one block.</summary>
    /// <param name="a">The first of the rows of the first matrix.</param>
    /// <param name="b">The second matrix of the channel.</param>
    /// <param name="y">The first of the output rows.</param>
    /// <param name="rows">1 … <see cref="MaximumRows"/>.</param>
    /// <param name="inner">Length of the inner dimension.</param>
    /// <param name="columns">Output columns.</param>
    public static void Run<TLanes>(float* a, float* b, float* y, int rows, int inner, int columns, in MatrixStrides strides, float scale)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var column = 0;
        for (; column <= columns - 4; column += 4)
            Dispatch<TLanes, Four>(a, b + column * strides.SecondColumn, y + (long)column * TLanes.Count, rows, inner, strides, scale);
        for (; column < columns; column++)
            Dispatch<TLanes, One>(a, b + column * strides.SecondColumn, y + (long)column * TLanes.Count, rows, inner, strides, scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Dispatch<TLanes, TColumns>(float* a, float* b, float* y, int rows, int inner, in MatrixStrides strides, float scale)
        where TLanes : unmanaged, ILanes<TLanes>
        where TColumns : ITileSize
    {
        if (rows == 3)
            Tile<TLanes, Three, TColumns>(a, b, y, inner, strides.FirstInner, strides.FirstRow, strides.SecondInner, strides.SecondColumn, strides.OutputRow, scale);
        else if (rows == 2)
            Tile<TLanes, Two, TColumns>(a, b, y, inner, strides.FirstInner, strides.FirstRow, strides.SecondInner, strides.SecondColumn, strides.OutputRow, scale);
        else
            Tile<TLanes, One, TColumns>(a, b, y, inner, strides.FirstInner, strides.FirstRow, strides.SecondInner, strides.SecondColumn, strides.OutputRow, scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TLanes, TRows, TColumns>(
        float* a, float* b, float* y, int inner, long aInner, long aRow, long bInner, long bColumn, long yRow, float scale)
        where TLanes : unmanaged, ILanes<TLanes>
        where TRows : ITileSize
        where TColumns : ITileSize
    {
        TLanes y00, y01, y02, y03, y10, y11, y12, y13, y20, y21, y22, y23;
        y00 = y01 = y02 = y03 = y10 = y11 = y12 = y13 = y20 = y21 = y22 = y23 = TLanes.Broadcast(0);
        for (var i = 0; i < inner; i++, a += aInner, b += bInner)
        {
            var b0 = TLanes.Load(b);
            var b1 = TColumns.Value > 1 ? TLanes.Load(b + bColumn) : default;
            var b2 = TColumns.Value > 1 ? TLanes.Load(b + 2 * bColumn) : default;
            var b3 = TColumns.Value > 1 ? TLanes.Load(b + 3 * bColumn) : default;
            var a0 = TLanes.Load(a);
            y00 = TLanes.MultiplyAdd(a0, b0, y00);
            if (TColumns.Value > 1)
            {
                y01 = TLanes.MultiplyAdd(a0, b1, y01);
                y02 = TLanes.MultiplyAdd(a0, b2, y02);
                y03 = TLanes.MultiplyAdd(a0, b3, y03);
            }

            if (TRows.Value > 1)
            {
                var a1 = TLanes.Load(a + aRow);
                y10 = TLanes.MultiplyAdd(a1, b0, y10);
                if (TColumns.Value > 1)
                {
                    y11 = TLanes.MultiplyAdd(a1, b1, y11);
                    y12 = TLanes.MultiplyAdd(a1, b2, y12);
                    y13 = TLanes.MultiplyAdd(a1, b3, y13);
                }
            }

            if (TRows.Value > 2)
            {
                var a2 = TLanes.Load(a + 2 * aRow);
                y20 = TLanes.MultiplyAdd(a2, b0, y20);
                if (TColumns.Value > 1)
                {
                    y21 = TLanes.MultiplyAdd(a2, b1, y21);
                    y22 = TLanes.MultiplyAdd(a2, b2, y22);
                    y23 = TLanes.MultiplyAdd(a2, b3, y23);
                }
            }
        }

        var factor = TLanes.Broadcast(scale);
        Store<TLanes, TColumns>(y, y00 * factor, y01 * factor, y02 * factor, y03 * factor);
        if (TRows.Value > 1) Store<TLanes, TColumns>(y + yRow, y10 * factor, y11 * factor, y12 * factor, y13 * factor);
        if (TRows.Value > 2) Store<TLanes, TColumns>(y + 2 * yRow, y20 * factor, y21 * factor, y22 * factor, y23 * factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TColumns>(float* y, TLanes y0, TLanes y1, TLanes y2, TLanes y3)
        where TLanes : unmanaged, ILanes<TLanes>
        where TColumns : ITileSize
    {
        y0.Store(y);
        if (TColumns.Value == 1) return;
        y1.Store(y + TLanes.Count);
        y2.Store(y + 2 * TLanes.Count);
        y3.Store(y + 3 * TLanes.Count);
    }
}
