using SwapScore.Engine.Kernels;
using SwapScore.Lanes;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Steps;

/// <summary>A product of two matrices per channel; a unit is a few rows of a channel of a block.</summary>
internal sealed unsafe class MatrixProductStep<TLanes>(Slot first, Slot second, Slot output, int blocks, MatrixProduct operation) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly int _inner = operation.TransposeFirst ? first.Shape.Rows : first.Shape.Columns;
    private readonly int _groups = (output.Shape.Rows + MatrixProductKernel.MaximumRows - 1) / MatrixProductKernel.MaximumRows;

    public override int Units => blocks * output.Shape.Channels * _groups;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count * _inner;

    public override void Run(float* workspace, int from, int end)
    {
        var a = first.In(workspace, TLanes.Count);
        var b = second.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var (aInner, aRow) = operation.TransposeFirst ? (a.RowStride, a.ColumnStride) : ((long)a.ColumnStride, a.RowStride);
        var (bInner, bColumn) = operation.TransposeSecond ? (b.ColumnStride, b.RowStride) : (b.RowStride, (long)b.ColumnStride);
        var strides = new MatrixStrides(aInner, aRow, bInner, bColumn, y.RowStride);
        for (var unit = from; unit < end; unit++)
        {
            var channel = unit / _groups;
            var row = unit % _groups * MatrixProductKernel.MaximumRows;
            MatrixProductKernel.Run<TLanes>(
                a.Data + channel * a.ChannelStride + row * aRow,
                b.Data + channel * b.ChannelStride,
                y.Data + channel * y.ChannelStride + row * y.RowStride,
                Math.Min(MatrixProductKernel.MaximumRows, output.Shape.Rows - row),
                _inner,
                output.Shape.Columns,
                strides,
                operation.Scale);
        }
    }
}
