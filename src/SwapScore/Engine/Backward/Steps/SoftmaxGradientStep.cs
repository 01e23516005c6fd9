using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The gradient of a softmax along columns or rows; a unit is a channel of a block.</summary>
internal sealed unsafe class SoftmaxGradientStep<TLanes>(Slot value, Slot gradient, Slot output, int blocks, bool alongRows) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * output.Shape.Channels;

    public override long Cost => 3 * blocks * TLanes.Count * output.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var (v, g, x) = (value.In(workspace, TLanes.Count), gradient.In(workspace, TLanes.Count), output.In(workspace, TLanes.Count));
        var (lines, length) = alongRows ? (x.Shape.Columns, x.Shape.Rows) : (x.Shape.Rows, x.Shape.Columns);
        var (between, stride) = alongRows ? (x.ColumnStride, x.RowStride) : (x.RowStride, (long)x.ColumnStride);
        for (var unit = first; unit < end; unit++)
            for (var line = 0; line < lines; line++)
            {
                var place = unit * x.ChannelStride + line * between;
                SoftmaxGradientKernel.Run<TLanes>(v.Data + place, g.Data + place, x.Data + place, length, stride);
            }
    }
}
