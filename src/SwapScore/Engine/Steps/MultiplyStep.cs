using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>A product value by value, or of every channel with one value; a unit is a channel of a block.</summary>
/// <param name="first">The values.</param>
/// <param name="second">As many values, or one per channel.</param>
/// <param name="output">The products; may lie where the first values do.</param>
/// <param name="blocks">Blocks of samples.</param>
internal sealed unsafe class MultiplyStep<TLanes>(Slot first, Slot second, Slot output, int blocks) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * output.Shape.Channels;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count;

    public override void Run(float* workspace, int from, int end)
    {
        var stride = output.Shape.Area * TLanes.Count;
        var a = workspace + first.Offset + from * stride;
        var b = workspace + second.Offset;
        var y = workspace + output.Offset + from * stride;
        if (second.Shape == output.Shape)
            ElementwiseKernel.Product<TLanes>(a, b + from * stride, y, (end - from) * stride);
        else
            for (var unit = from; unit < end; unit++, a += stride, y += stride)
                ElementwiseKernel.Product(a, TLanes.Load(b + (long)unit * TLanes.Count), y, stride);
    }
}
