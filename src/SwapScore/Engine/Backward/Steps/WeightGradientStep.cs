using SwapScore.Engine.Backward.Kernels;
using SwapScore.Engine.Steps;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>The gradient by the weights of a convolution; a unit is a tile of narrow channels.</summary>
/// <param name="layout">Sizes and strides.</param>
/// <param name="narrow">The map whose every position is read.</param>
/// <param name="wide">The map whose windows are read.</param>
/// <param name="blocks">Blocks of samples.</param>
/// <param name="target">Offset of the gradient in the workspace.</param>
/// <param name="isAdded">Whether it is added to that of another use of the weights.</param>
internal sealed unsafe class WeightGradientStep<TLanes>(WeightGradientLayout layout, Slot narrow, Slot wide, int blocks, long target, bool isAdded) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units { get; } = WeightGradientKernel.Tiles(layout);

    public override long Cost => blocks * layout.Cost;

    public override void Run(float* workspace, int first, int end) => WeightGradientKernel.Run<TLanes>(
        layout, workspace + narrow.Offset, workspace + wide.Offset, blocks, workspace + target, isAdded, first, end);
}
