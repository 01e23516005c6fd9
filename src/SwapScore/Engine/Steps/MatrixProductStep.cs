using SwapScore.Engine.Kernels;
using SwapScore.Engine.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>A product of two matrices a channel; a unit is a row of a channel of a block.</summary>
internal sealed unsafe class MatrixProductStep<TLanes>(Slot first, Slot second, Slot output, int blocks, bool transposeSecond, float scale) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * output.Shape.Channels * output.Shape.Rows;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count * first.Shape.Columns;

    public override void Run(float* workspace, int from, int end)
    {
        var a = first.In(workspace, TLanes.Count);
        var b = second.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var (inner, columns) = transposeSecond ? (b.ColumnStride, b.RowStride) : (b.RowStride, (long)b.ColumnStride);
        for (var unit = from; unit < end; unit++)
            MatrixProductKernel.Run<TLanes>(
                a.Data + unit * a.RowStride,
                b.Data + unit / output.Shape.Rows * b.ChannelStride,
                y.Data + unit * y.RowStride,
                first.Shape.Columns,
                output.Shape.Columns,
                inner,
                columns,
                scale);
    }
}
