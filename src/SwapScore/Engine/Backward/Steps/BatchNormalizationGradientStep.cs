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
/// <param name="statistics">Offset of what the forward pass has left: <c>[channel]</c> means, then <c>[channel]</c> reciprocal deviations, as <see cref="DualNumber"/>s.</param>
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
        var left = (DualNumber*)(workspace + statistics);
        for (var channel = first; channel < end; channel++)
        {
            var (mean, reciprocal) = (left[channel], left[input.Shape.Channels + channel]);
            var (sum, products) = Sums(x.Channel(0, channel), g.Channel(0, channel), positions, x.BlockStride, samples, TLanes.Broadcast(mean));
            var one = Coefficients<TLanes>.Create(
                mean, reciprocal, gamma < 0 ? 1 : LaneSizes.ReadWeight<TLanes>(workspace + gamma, channel), sum, products, (double)positions * samples);
            if (gammaGradient >= 0) LaneSizes.StoreGradient<TLanes>(workspace + gammaGradient + channel * LaneSizes.Gradient<TLanes>(), one.Gamma, isAdded);
            for (var block = 0; block * TLanes.Samples < samples; block++)
                Apply(
                    x.Channel(block, channel), g.Channel(block, channel), y.Channel(block, channel), positions, one, Mask(samples - block * TLanes.Samples));
        }
    }

    /// <summary>All bits set in the lanes of the first samples.</summary>
    private static TLanes Mask(int samples)
    {
        var mask = stackalloc float[TLanes.Count];
        for (var lane = 0; lane < TLanes.Count; lane++)
            mask[lane] = BitConverter.UInt32BitsToSingle(TLanes.Samples == 1 || lane % TLanes.Samples < samples ? uint.MaxValue : 0);
        return TLanes.Load(mask);
    }
}
