using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>
/// The gradient of a token embedding by its table of positions: per position and feature the sum over the samples, in the chains of
/// <see cref="SampleChains"/>; zero for positions that no token has. A unit is a position.
/// </summary>
/// <param name="gradient">The gradient by the embeddings.</param>
/// <param name="blocks">Blocks of samples.</param>
/// <param name="positions">Positions of the table.</param>
/// <param name="places">How many tokens, from the first on, have a position.</param>
/// <param name="target">Offset of the gradient in the workspace, <c>[position][feature]</c>.</param>
/// <param name="isAdded">Whether it is added to that of another use of the table.</param>
internal sealed unsafe class PositionGradientStep<TLanes>(Slot gradient, int blocks, int positions, int places, long target, bool isAdded) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => positions;

    public override long Cost => 2 * blocks * TLanes.Count * gradient.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var g = gradient.In(workspace, TLanes.Count);
        var (features, width) = (gradient.Shape.Channels, TLanes.Count / TLanes.Samples);
        var vectors = SampleChains.Vectors<TLanes>(blocks);
        var room = stackalloc float[(SampleChains.Count + 1) * TLanes.Count];
        var chains = Scratch.Aligned<TLanes>(room);
        for (var position = first; position < end; position++)
        {
            var row = workspace + target + (long)position * features * width;
            if (position >= places)
            {
                if (!isAdded) new Span<float>(row, features * width).Clear();
                continue;
            }

            for (var feature = 0; feature < features; feature++)
            {
                new Span<float>(chains, vectors * TLanes.Count).Clear();
                for (var block = 0; block < blocks; block++)
                {
                    var sum = chains + block % vectors * TLanes.Count;
                    (TLanes.Load(sum) + TLanes.Load(g.Channel(block, feature) + (long)position * TLanes.Count)).Store(sum);
                }

                SampleChains.Join<TLanes>(chains, TLanes.Count, vectors, row + feature * width, isAdded);
            }
        }
    }
}
