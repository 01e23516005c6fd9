using SwapScore.Engine.Kernels;
using SwapScore.Engine.Lanes;
using SwapScore.Randomness;

namespace SwapScore.Engine.Steps;

/// <summary>Dropout; a unit is a channel of a block.</summary>
/// <param name="key">Offset of the two words that name the stream of the current repeat.</param>
internal sealed unsafe class DropoutStep<TLanes>(Slot input, Slot output, int samples, float rate, long key) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly int _blocks = (samples + TLanes.Count - 1) / TLanes.Count;

    public override int Units => _blocks * input.Shape.Channels;

    public override long Cost => 40 * _blocks * TLanes.Count * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var words = (uint*)(workspace + key);
        var area = (int)input.Shape.Area;
        for (var unit = first; unit < end; unit++)
        {
            var (block, channel) = (unit / input.Shape.Channels, unit % input.Shape.Channels);
            DropoutKernel.Run<TLanes>(
                x.Channel(block, channel), y.Channel(block, channel), (long)channel * area, area, block * TLanes.Count, samples, rate, RandomKey.FromWords(words[0], words[1]));
        }
    }
}
