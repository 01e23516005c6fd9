using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>Dropout; a unit is a channel of a block.</summary>
internal sealed unsafe class DropoutStep<TLanes>(Slot input, Slot output, int blocks, DropoutPlaces places) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * input.Shape.Channels;

    public override long Cost => 40 * blocks * TLanes.Count * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var area = (int)input.Shape.Area;
        for (var unit = first; unit < end; unit++)
        {
            var (block, channel) = (unit / input.Shape.Channels, unit % input.Shape.Channels);
            places.Apply<TLanes>(workspace, x.Channel(block, channel), y.Channel(block, channel), block, (long)channel * area, area);
        }
    }
}
