using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>Softmax along columns or rows; a unit is a channel of a block.</summary>
internal sealed unsafe class SoftmaxStep<TLanes>(Slot input, Slot output, int blocks, bool alongRows) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * input.Shape.Channels;

    public override long Cost => 20 * blocks * TLanes.Count * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var (lines, length) = alongRows ? (input.Shape.Columns, input.Shape.Rows) : (input.Shape.Rows, input.Shape.Columns);
        var (between, stride) = alongRows ? (x.ColumnStride, x.RowStride) : (x.RowStride, (long)x.ColumnStride);
        for (var unit = first; unit < end; unit++)
            for (var line = 0; line < lines; line++)
                SoftmaxKernel.Run<TLanes>(
                    x.Data + unit * x.ChannelStride + line * between, y.Data + unit * y.ChannelStride + line * between, length, stride);
    }
}
