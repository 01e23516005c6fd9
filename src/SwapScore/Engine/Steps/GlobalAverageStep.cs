using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>The mean of every channel; a unit is a channel of a block.</summary>
internal sealed unsafe class GlobalAverageStep<TLanes>(Slot input, Slot output, int blocks) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * input.Shape.Channels;

    public override long Cost => blocks * TLanes.Count * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var area = input.Shape.Area;
        var count = TLanes.Broadcast(area);
        for (var unit = first; unit < end; unit++)
        {
            var sum = Summation.Sum<TLanes>(workspace + input.Offset + unit * area * TLanes.Count, area);
            (sum / count).Store(workspace + output.Offset + (long)unit * TLanes.Count);
        }
    }
}
