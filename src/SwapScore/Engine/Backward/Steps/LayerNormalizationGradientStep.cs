using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The gradient of a layer normalisation by its input; a unit is a position of a block.</summary>
/// <param name="input">What was normalised.</param>
/// <param name="gradient">The gradient by the output.</param>
/// <param name="output">The gradient by the input.</param>
/// <param name="blocks">Blocks of samples.</param>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="gamma">Offset of γ in the workspace.</param>
/// <param name="statistics">Offset of the mean and deviation of every position, which are left there: <c>[block][position][2][lane]</c>.</param>
internal sealed unsafe class LayerNormalizationGradientStep<TLanes>(
    Slot input, Slot gradient, Slot output, int blocks, float epsilon, long gamma, long statistics) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * (int)input.Shape.Area;

    public override long Cost => 8 * blocks * TLanes.Count * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var (x, g, y) = (input.In(workspace, TLanes.Count), gradient.In(workspace, TLanes.Count), output.In(workspace, TLanes.Count));
        var area = (int)input.Shape.Area;
        for (var unit = first; unit < end; unit++)
        {
            var (block, position) = (unit / area, (long)(unit % area) * TLanes.Count);
            LayerNormalizationGradientKernel.Run<TLanes>(
                x.Channel(block, 0) + position, g.Channel(block, 0) + position, y.Channel(block, 0) + position, input.Shape.Channels, x.ChannelStride, epsilon,
                workspace + gamma, workspace + statistics + 2L * unit * TLanes.Count);
        }
    }
}
