using System.Buffers;
using System.Runtime.CompilerServices;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// Product of two matrices of values, channel by channel: one chain of fused multiply-adds an output over the inner dimension, then
/// the factor.
/// </summary>
internal static unsafe class MatrixProductKernel
{
    /// <summary>
    /// Output rows a call computes at most. The more rows, the more often a copied column of the second matrix is used; with 24 the copies of
    /// 64 inner values at 16 lanes still fit the second-nearest cache.
    /// </summary>
    public const int MaximumRows = 24;

    private const int TileRows = 4;
    private const int TileColumns = 3;

    public static ReferenceTensor Reference(MatrixProduct operation, ReferenceTensor a, ReferenceTensor b, Shape output) =>
        ReferenceTensor.Create(output, a.Samples, (channel, row, column, sample) =>
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

    /// <summary>
    /// Some rows of one channel of one block. Both matrices are copied in the order in which they are read: where their rows lie a power of two
    /// apart, as those of 128 tokens do, they would compete for the same few lines of the nearest cache.
    /// </summary>
    /// <param name="a">The first of the rows of the first matrix.</param>
    /// <param name="b">The second matrix of the channel.</param>
    /// <param name="y">The first of the output rows.</param>
    /// <param name="rows">1 … <see cref="MaximumRows"/>.</param>
    /// <param name="inner">Length of the inner dimension.</param>
    /// <param name="columns">Output columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* a, float* b, float* y, int rows, int inner, int columns, in MatrixStrides strides, float scale)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var line = inner * TLanes.Count;
        var rented = ArrayPool<float>.Shared.Rent((rows + TileColumns) * line + TLanes.Count);
        fixed (float* start = rented)
        {
            var first = Scratch.Aligned<TLanes>(start);
            var second = first + rows * line;
            for (var row = 0; row < rows; row += TileRows)
                Copy<TLanes>(a + row * strides.FirstRow, first + row * line, inner, strides.FirstInner, Math.Min(TileRows, rows - row), strides.FirstRow);
            for (var column = 0; column < columns; column += TileColumns)
            {
                var count = Math.Min(TileColumns, columns - column);
                Copy<TLanes>(b + column * strides.SecondColumn, second, inner, strides.SecondInner, count, strides.SecondColumn);
                for (var row = 0; row < rows; row += TileRows)
                    Dispatch<TLanes>(first + row * line, second, y + row * strides.OutputRow + (long)column * TLanes.Count, Math.Min(TileRows, rows - row), count, inner, strides.OutputRow, scale);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>Copies up to four rows, or columns, so that what is read together lies together: <c>[inner][row][lane]</c>.</summary>
    private static void Copy<TLanes>(float* source, float* target, int inner, long innerStride, int count, long stride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        switch (count)
        {
            case 1:
                Copy<TLanes, One>(source, target, inner, innerStride, stride);
                break;
            case 2:
                Copy<TLanes, Two>(source, target, inner, innerStride, stride);
                break;
            case 3:
                Copy<TLanes, Three>(source, target, inner, innerStride, stride);
                break;
            default:
                Copy<TLanes, Four>(source, target, inner, innerStride, stride);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<TLanes, TCount>(float* source, float* target, int inner, long innerStride, long stride)
        where TLanes : unmanaged, ILanes<TLanes>
        where TCount : ITileSize
    {
        for (var i = 0; i < inner; i++, source += innerStride, target += TCount.Value * TLanes.Count)
        {
            TLanes.Load(source).Store(target);
            if (TCount.Value > 1) TLanes.Load(source + stride).Store(target + TLanes.Count);
            if (TCount.Value > 2) TLanes.Load(source + 2 * stride).Store(target + 2 * TLanes.Count);
            if (TCount.Value > 3) TLanes.Load(source + 3 * stride).Store(target + 3 * TLanes.Count);
        }
    }

    private static void Dispatch<TLanes>(float* a, float* b, float* y, int rows, int columns, int inner, long yRow, float scale)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        switch (columns)
        {
            case 1:
                Dispatch<TLanes, One>(a, b, y, rows, inner, yRow, scale);
                break;
            case 2:
                Dispatch<TLanes, Two>(a, b, y, rows, inner, yRow, scale);
                break;
            default:
                Dispatch<TLanes, Three>(a, b, y, rows, inner, yRow, scale);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Dispatch<TLanes, TColumns>(float* a, float* b, float* y, int rows, int inner, long yRow, float scale)
        where TLanes : unmanaged, ILanes<TLanes>
        where TColumns : ITileSize
    {
        switch (rows)
        {
            case 1:
                Tile<TLanes, One, TColumns>(a, b, y, inner, yRow, scale);
                break;
            case 2:
                Tile<TLanes, Two, TColumns>(a, b, y, inner, yRow, scale);
                break;
            case 3:
                Tile<TLanes, Three, TColumns>(a, b, y, inner, yRow, scale);
                break;
            default:
                Tile<TLanes, Four, TColumns>(a, b, y, inner, yRow, scale);
                break;
        }
    }

    /// <param name="a">Copied rows, <c>[inner][row][lane]</c>.</param>
    /// <param name="b">Copied columns, <c>[inner][column][lane]</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TLanes, TRows, TColumns>(float* a, float* b, float* y, int inner, long yRow, float scale)
        where TLanes : unmanaged, ILanes<TLanes>
        where TRows : ITileSize
        where TColumns : ITileSize
    {
        // Twelve accumulators, three columns and one row fill the sixteen registers of AVX2; as in ConvolutionKernel.Tile.
        TLanes y00, y01, y02, y10, y11, y12, y20, y21, y22, y30, y31, y32;
        y00 = y01 = y02 = y10 = y11 = y12 = y20 = y21 = y22 = y30 = y31 = y32 = TLanes.Broadcast(0);
        for (var i = 0; i < inner; i++, a += TRows.Value * TLanes.Count, b += TColumns.Value * TLanes.Count)
        {
            var b0 = TLanes.Load(b);
            var b1 = TColumns.Value > 1 ? TLanes.Load(b + TLanes.Count) : default;
            var b2 = TColumns.Value > 2 ? TLanes.Load(b + 2 * TLanes.Count) : default;
            var a0 = TLanes.Load(a);
            y00 = TLanes.MultiplyAdd(a0, b0, y00);
            if (TColumns.Value > 1) y01 = TLanes.MultiplyAdd(a0, b1, y01);
            if (TColumns.Value > 2) y02 = TLanes.MultiplyAdd(a0, b2, y02);
            if (TRows.Value > 1)
            {
                var a1 = TLanes.Load(a + TLanes.Count);
                y10 = TLanes.MultiplyAdd(a1, b0, y10);
                if (TColumns.Value > 1) y11 = TLanes.MultiplyAdd(a1, b1, y11);
                if (TColumns.Value > 2) y12 = TLanes.MultiplyAdd(a1, b2, y12);
            }

            if (TRows.Value > 2)
            {
                var a2 = TLanes.Load(a + 2 * TLanes.Count);
                y20 = TLanes.MultiplyAdd(a2, b0, y20);
                if (TColumns.Value > 1) y21 = TLanes.MultiplyAdd(a2, b1, y21);
                if (TColumns.Value > 2) y22 = TLanes.MultiplyAdd(a2, b2, y22);
            }

            if (TRows.Value > 3)
            {
                var a3 = TLanes.Load(a + 3 * TLanes.Count);
                y30 = TLanes.MultiplyAdd(a3, b0, y30);
                if (TColumns.Value > 1) y31 = TLanes.MultiplyAdd(a3, b1, y31);
                if (TColumns.Value > 2) y32 = TLanes.MultiplyAdd(a3, b2, y32);
            }
        }

        var factor = TLanes.Broadcast(scale);
        Store<TLanes, TColumns>(y, y00 * factor, y01 * factor, y02 * factor);
        if (TRows.Value > 1) Store<TLanes, TColumns>(y + yRow, y10 * factor, y11 * factor, y12 * factor);
        if (TRows.Value > 2) Store<TLanes, TColumns>(y + 2 * yRow, y20 * factor, y21 * factor, y22 * factor);
        if (TRows.Value > 3) Store<TLanes, TColumns>(y + 3 * yRow, y30 * factor, y31 * factor, y32 * factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TColumns>(float* y, TLanes y0, TLanes y1, TLanes y2)
        where TLanes : unmanaged, ILanes<TLanes>
        where TColumns : ITileSize
    {
        y0.Store(y);
        if (TColumns.Value > 1) y1.Store(y + TLanes.Count);
        if (TColumns.Value > 2) y2.Store(y + 2 * TLanes.Count);
    }
}
