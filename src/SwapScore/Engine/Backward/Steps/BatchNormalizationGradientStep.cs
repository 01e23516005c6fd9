using SwapScore.Engine.Steps;
using SwapScore.Lanes;
using static SwapScore.Engine.Backward.Kernels.BatchNormalizationGradientKernel;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The gradients of a batch normalisation; a unit is a channel.</summary>
/// <param name="input">What was normalised.</param>
/// <param name="gradient">The gradient by the output.</param>
/// <param name="output">The gradient by the input.</param>
/// <param name="samples">Number of samples.</param>
/// <param name="gamma">Offset of γ in the workspace, or −1 where it is 1.</param>
/// <param name="statistics">Offset of what the forward pass has left: <c>[channel]</c> means, then <c>[channel]</c> reciprocal deviations.</param>
/// <param name="gammaGradient">Offset of the gradient by γ, or −1.</param>
/// <param name="isAdded">Whether that is added to what is there: where γ is used several times.</param>
internal sealed unsafe class BatchNormalizationGradientStep<TLanes>(
    Slot input, Slot gradient, Slot output, int samples, long gamma, long statistics, long gammaGradient, bool isAdded) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => input.Shape.Channels;

    public override long Cost => 4 * samples * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var g = gradient.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var positions = input.Shape.Area;
        for (var channel = first; channel < end; channel++)
        {
            var (mean, reciprocal) = (workspace[statistics + channel], workspace[statistics + input.Shape.Channels + channel]);
            var (sum, products) = Sums<TLanes>(x.Channel(0, channel), g.Channel(0, channel), positions, x.BlockStride, samples, mean);
            var one = Coefficients.Create(mean, reciprocal, gamma < 0 ? 1 : workspace[gamma + channel], sum, products, (double)positions * samples);
            if (gammaGradient >= 0) workspace[gammaGradient + channel] = isAdded ? workspace[gammaGradient + channel] + one.Gamma : one.Gamma;
            for (var block = 0; block * TLanes.Count < samples; block++)
                Apply(
                    x.Channel(block, channel), g.Channel(block, channel), y.Channel(block, channel), positions, one, Mask(samples - block * TLanes.Count));
        }
    }

    /// <summary>All bits set in the first lanes.</summary>
    private static TLanes Mask(int lanes)
    {
        var mask = stackalloc float[TLanes.Count];
        for (var lane = 0; lane < TLanes.Count; lane++)
            mask[lane] = BitConverter.UInt32BitsToSingle(lane < lanes ? uint.MaxValue : 0);
        return TLanes.Load(mask);
    }
}
