using SwapScore.Engine.Kernels;
using SwapScore.Engine.Lanes;
using SwapScore.Randomness;

namespace SwapScore.Engine.Steps;

/// <summary>Dropout; a unit is a channel of a block.</summary>
/// <param name="samples">S, of the whole batch.</param>
/// <param name="key">Offset of the two words that name the stream of the current repeat.</param>
/// <param name="group">Offset of the number of the first sample of the group that is run.</param>
internal sealed unsafe class DropoutStep<TLanes>(Slot input, Slot output, int blocks, int samples, float rate, long key, long group) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * input.Shape.Channels;

    public override long Cost => 40 * blocks * TLanes.Count * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var words = (uint*)(workspace + key);
        var firstSample = *(int*)(workspace + group);
        var area = (int)input.Shape.Area;
        for (var unit = first; unit < end; unit++)
        {
            var (block, channel) = (unit / input.Shape.Channels, unit % input.Shape.Channels);
            DropoutKernel.Run<TLanes>(
                x.Channel(block, channel),
                y.Channel(block, channel),
                (long)channel * area,
                area,
                firstSample + block * TLanes.Count,
                samples,
                rate,
                RandomKey.FromWords(words[0], words[1]));
        }
    }
}
