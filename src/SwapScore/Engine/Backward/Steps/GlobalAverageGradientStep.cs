using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The gradient of the mean of every channel: equal parts for all positions; a unit is a channel of a block.</summary>
internal sealed unsafe class GlobalAverageGradientStep<TLanes>(Slot gradient, Slot output, int blocks) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * output.Shape.Channels;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var area = output.Shape.Area;
        var count = TLanes.Broadcast(area);
        for (var unit = first; unit < end; unit++)
        {
            var part = TLanes.Load(workspace + gradient.Offset + (long)unit * TLanes.Count) / count;
            var target = workspace + output.Offset + unit * area * TLanes.Count;
            for (var position = 0L; position < area; position++)
                part.Store(target + position * TLanes.Count);
        }
    }
}
