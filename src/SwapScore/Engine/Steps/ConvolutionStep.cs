using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>A convolution; a unit is a tile of output channels (a channel, if depthwise) of one block.</summary>
/// <param name="bias">Offset of the bias in the workspace, or −1.</param>
internal sealed unsafe class ConvolutionStep<TLanes>(
    ConvolutionLayout layout, bool depthwise, Slot input, Slot output, int blocks, long weights, long bias) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * layout.Tiles.Length;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count * layout.FanIn;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var b = bias < 0 ? null : workspace + bias;
        var tiles = layout.Tiles.Length;
        while (first < end)
        {
            var block = first / tiles;
            var stop = Math.Min(end, (block + 1) * tiles);
            if (depthwise)
                DepthwiseKernel.Run<TLanes>(layout, x.Channel(block, 0), workspace + weights, b, y.Channel(block, 0), first - block * tiles, stop - block * tiles);
            else
                ConvolutionKernel.Run<TLanes>(layout, x.Channel(block, 0), workspace + weights, b, y.Channel(block, 0), first - block * tiles, stop - block * tiles);
            first = stop;
        }
    }
}
