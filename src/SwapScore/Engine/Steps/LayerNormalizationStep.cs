using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>Layer normalisation; a unit is a position of a block.</summary>
/// <param name="gamma">Offset of γ in the workspace.</param>
/// <param name="beta">Offset of β in the workspace.</param>
internal sealed unsafe class LayerNormalizationStep<TLanes>(Slot input, Slot output, int blocks, float epsilon, long gamma, long beta) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * (int)input.Shape.Area;

    public override long Cost => 4 * blocks * TLanes.Count * input.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var area = (int)input.Shape.Area;
        for (var unit = first; unit < end; unit++)
        {
            var position = (long)(unit % area) * TLanes.Count;
            LayerNormalizationKernel.Run<TLanes>(
                x.Channel(unit / area, 0) + position, y.Channel(unit / area, 0) + position, input.Shape.Channels, x.ChannelStride, epsilon, workspace + gamma, workspace + beta);
        }
    }
}
