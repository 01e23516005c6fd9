using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>A sum from left to right; a unit is a channel of a block.</summary>
internal sealed unsafe class AddStep<TLanes>(IReadOnlyList<Slot> inputs, Slot output, int blocks) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Slot[] _inputs = [.. inputs];

    public override int Units => blocks * output.Shape.Channels;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count * _inputs.Length;

    public override void Run(float* workspace, int first, int end)
    {
        var stride = output.Shape.Area * TLanes.Count;
        var y = workspace + output.Offset + first * stride;
        var count = (end - first) * stride;
        ElementwiseKernel.Sum<TLanes>(
            workspace + _inputs[0].Offset + first * stride, workspace + _inputs[1].Offset + first * stride, y, count);
        for (var term = 2; term < _inputs.Length; term++)
            ElementwiseKernel.Sum<TLanes>(y, workspace + _inputs[term].Offset + first * stride, y, count);
    }
}
