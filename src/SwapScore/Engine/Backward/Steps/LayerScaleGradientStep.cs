using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The gradient of a layer normalisation by γ; a unit is a channel.</summary>
/// <param name="input">What was normalised.</param>
/// <param name="gradient">The gradient by the output.</param>
/// <param name="blocks">Blocks of samples.</param>
/// <param name="statistics">See <see cref="LayerNormalizationGradientStep{TLanes}"/>.</param>
/// <param name="target">Offset of the gradient by γ in the workspace.</param>
/// <param name="isAdded">Whether it is added to that of another use of γ.</param>
internal sealed unsafe class LayerScaleGradientStep<TLanes>(Slot input, Slot gradient, int blocks, long statistics, long target, bool isAdded) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => input.Shape.Channels;

    public override long Cost => 3 * blocks * TLanes.Count * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var (x, g) = (input.In(workspace, TLanes.Count), gradient.In(workspace, TLanes.Count));
        var area = input.Shape.Area;
        var vectors = SampleChains.Vectors<TLanes>(blocks);
        var room = stackalloc float[(SampleChains.Count + 1) * TLanes.Count];
        var chains = Scratch.Aligned<TLanes>(room);
        for (var channel = first; channel < end; channel++)
        {
            new Span<float>(chains, vectors * TLanes.Count).Clear();
            for (var block = 0; block < blocks; block++)
                LayerNormalizationGradientKernel.AddGamma<TLanes>(
                    x.Channel(block, channel), g.Channel(block, channel), workspace + statistics + 2 * block * area * TLanes.Count, area,
                    chains + block % vectors * TLanes.Count);
            SampleChains.Join<TLanes>(chains, TLanes.Count, vectors, workspace + target + (long)channel * (TLanes.Count / TLanes.Samples), isAdded);
        }
    }
}
