using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>Token embedding; a unit is a token of a block.</summary>
/// <param name="word">Offset of the word embeddings.</param>
/// <param name="position">Offset of the position embeddings.</param>
/// <param name="type">Offset of the type embeddings.</param>
internal sealed unsafe class EmbeddingStep<TLanes>(Slot input, Slot output, int blocks, long word, long position, long type) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * input.Shape.Columns;

    public override long Cost => 2 * blocks * TLanes.Count * output.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var (tokens, features) = (input.Shape.Columns, output.Shape.Channels);
        for (var unit = first; unit < end; unit++)
        {
            var (block, token) = (unit / tokens, unit % tokens);
            EmbeddingKernel.Run<TLanes>(
                x.Channel(block, 0) + token * TLanes.Count,
                y.Channel(block, 0) + token * TLanes.Count,
                features,
                y.ChannelStride,
                workspace + word,
                workspace + position + (long)token * features * LaneSizes.Weight<TLanes>(),
                workspace + type);
        }
    }
}
