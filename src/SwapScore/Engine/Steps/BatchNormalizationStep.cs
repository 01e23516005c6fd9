using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>A batch normalisation, with the ReLU that follows where nothing else reads the values between; a unit is a channel.</summary>
/// <param name="gamma">Offset of γ in the workspace, or −1 where it is 1.</param>
/// <param name="beta">Offset of β in the workspace, or −1 where it is 0.</param>
/// <param name="runningMean">Offset of the running mean, or −1 to use the statistics of the batch.</param>
/// <param name="runningVariance">Offset of the running variance, or −1 to use the statistics of the batch.</param>
/// <param name="statistics">Offset of <c>[channel]</c> means and <c>[channel]</c> reciprocal deviations that are left for a backward pass, as <see cref="DualNumber"/>s, or 0 for none.</param>
/// <param name="relu">Whether the ReLU of it is computed.</param>
internal sealed unsafe class BatchNormalizationStep<TLanes>(
    string name, Slot input, Slot output, int samples, float epsilon, long gamma, long beta, long runningMean, long runningVariance, long statistics, bool relu) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => input.Shape.Channels;

    public override long Cost => 3 * samples * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var positions = input.Shape.Area;
        for (var channel = first; channel < end; channel++)
        {
            var (mean, variance) = runningMean < 0
                ? BatchNormalizationKernel.Statistics<TLanes>(x.Channel(0, channel), positions, x.BlockStride, samples)
                : (LaneSizes.ReadWeight<TLanes>(workspace + runningMean, channel), LaneSizes.ReadWeight<TLanes>(workspace + runningVariance, channel));
            if (!double.IsFinite(mean.Value + variance.Value))
                throw new NonFiniteException($"{name}: the values to normalise are not finite");
            var (scale, shift) = BatchNormalizationKernel.Coefficients<TLanes>(
                mean, variance, epsilon, gamma < 0 ? 1 : LaneSizes.ReadWeight<TLanes>(workspace + gamma, channel), beta < 0 ? 0 : LaneSizes.ReadWeight<TLanes>(workspace + beta, channel));
            if (statistics > 0)
            {
                var left = (DualNumber*)(workspace + statistics);
                left[channel] = mean;
                left[input.Shape.Channels + channel] = BatchNormalizationGradientKernel.Reciprocal<TLanes>(variance, epsilon);
            }

            for (var block = 0; block * TLanes.Samples < samples; block++)
                BatchNormalizationKernel.Apply(
                    x.Channel(block, channel), y.Channel(block, channel), positions * TLanes.Count, scale, shift, relu);
        }
    }
}
