using SwapScore.Engine.Kernels;
using SwapScore.Engine.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>Softmax along the columns; a unit is a channel of a block.</summary>
internal sealed unsafe class SoftmaxStep<TLanes>(Slot input, Slot output, int blocks) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * input.Shape.Channels;

    public override long Cost => 20 * blocks * TLanes.Count * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var rows = input.Shape.Rows;
        for (var row = (long)first * rows; row < (long)end * rows; row++)
            SoftmaxKernel.Run<TLanes>(x.Data + row * x.RowStride, y.Data + row * y.RowStride, input.Shape.Columns);
    }
}
