using System.Buffers;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>
/// Attention without its matrix of weights: products of queries and keys, softmax, dropout and the weighted sum of values, a few queries at
/// a time. Every value is computed by the same kernels in the same order as by the four steps it stands for. A unit is a tile of queries of a
/// head of a block.
/// </summary>
/// <param name="query">Queries, <c>[head][feature][token]</c>.</param>
/// <param name="key">Keys, likewise.</param>
/// <param name="value">Values, likewise.</param>
/// <param name="output">Weighted sums, <c>[head][feature][query]</c>.</param>
/// <param name="blocks">Blocks of a group of samples.</param>
/// <param name="scale">Factor of the products.</param>
/// <param name="mixScale">Factor of the weighted sums.</param>
/// <param name="dropout">Dropout of the weights; null for none.</param>
internal sealed unsafe class AttentionStep<TLanes>(
    Slot query, Slot key, Slot value, Slot output, int blocks, float scale, float mixScale, DropoutPlaces? dropout) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Queries of a tile: as many as the product's kernel takes at a time.</summary>
    private const int TileQueries = MatrixProductKernel.MaximumRows;

    private readonly int _heads = query.Shape.Channels;
    private readonly int _queries = query.Shape.Columns;
    private readonly int _keys = key.Shape.Columns;
    private readonly int _tiles = (query.Shape.Columns + TileQueries - 1) / TileQueries;

    public override int Units => blocks * _heads * _tiles;

    public override long Cost => blocks * TLanes.Count * ((query.Shape.Count + output.Shape.Count) * _keys + 60L * _heads * _queries * _keys);

    public override void Run(float* workspace, int first, int end)
    {
        var weights = ArrayPool<float>.Shared.Rent((TileQueries * _keys + 1) * TLanes.Count);
        fixed (float* start = weights)
            for (var unit = first; unit < end; unit++)
            {
                var from = unit % _tiles * TileQueries;
                Attend(workspace, unit / _tiles, from, Math.Min(TileQueries, _queries - from), Scratch.Aligned<TLanes>(start));
            }

        ArrayPool<float>.Shared.Return(weights);
    }

    /// <summary>Some queries of a head of a block.</summary>
    /// <param name="tile">Their weights, <c>[query][token][lane]</c>.</param>
    private void Attend(float* workspace, int head, int from, int count, float* tile)
    {
        var (q, k) = (query.In(workspace, TLanes.Count), key.In(workspace, TLanes.Count));
        var (v, y) = (value.In(workspace, TLanes.Count), output.In(workspace, TLanes.Count));
        var line = (long)_keys * TLanes.Count;
        Multiply(
            q.Data + head * q.ChannelStride + (long)from * q.ColumnStride, k.Data + head * k.ChannelStride, tile, count, query.Shape.Rows, _keys,
            new MatrixStrides(q.RowStride, q.ColumnStride, k.RowStride, k.ColumnStride, line), scale);
        for (var row = 0; row < count; row++)
            SoftmaxKernel.Run<TLanes>(tile + row * line, tile + row * line, _keys, TLanes.Count);
        dropout?.Apply<TLanes>(workspace, tile, head / _heads, (head % _heads * (long)_queries + from) * _keys, count * _keys);
        Multiply(
            v.Data + head * v.ChannelStride, tile, y.Data + head * y.ChannelStride + (long)from * y.ColumnStride, value.Shape.Rows, _keys, count,
            new MatrixStrides(v.ColumnStride, v.RowStride, TLanes.Count, line, y.RowStride), mixScale);
    }

    private static void Multiply(float* a, float* b, float* y, int rows, int inner, int columns, in MatrixStrides strides, float factor)
    {
        for (var row = 0; row < rows; row += MatrixProductKernel.MaximumRows)
            MatrixProductKernel.Run<TLanes>(
                a + row * strides.FirstRow, b, y + row * strides.OutputRow, Math.Min(MatrixProductKernel.MaximumRows, rows - row), inner, columns, strides, factor);
    }
}
