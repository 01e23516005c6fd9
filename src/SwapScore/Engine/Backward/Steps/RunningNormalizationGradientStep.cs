using SwapScore.Engine.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The gradient of a batch normalisation with running statistics by its input, which is the gradient by its output times one factor per channel; a unit is a channel.</summary>
/// <param name="gradient">The gradient by the output.</param>
/// <param name="output">The gradient by the input; may be the same place.</param>
/// <param name="blocks">Blocks of samples.</param>
/// <param name="epsilon">What is added to the variance.</param>
/// <param name="gamma">Offset of γ in the workspace, or −1 where it is 1.</param>
/// <param name="runningVariance">Offset of the running variance.</param>
internal sealed unsafe class RunningNormalizationGradientStep<TLanes>(Slot gradient, Slot output, int blocks, float epsilon, long gamma, long runningVariance) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => output.Shape.Channels;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var g = gradient.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        for (var channel = first; channel < end; channel++)
        {
            var (scale, _) = BatchNormalizationKernel.Coefficients<TLanes>(
                0, LaneSizes.ReadWeight<TLanes>(workspace + runningVariance, channel), epsilon, gamma < 0 ? 1 : LaneSizes.ReadWeight<TLanes>(workspace + gamma, channel), 0);
            for (var block = 0; block < blocks; block++)
                BatchNormalizationKernel.Apply(g.Channel(block, channel), y.Channel(block, channel), output.Shape.Area * TLanes.Count, scale, TLanes.Broadcast(0), relu: false);
        }
    }
}
