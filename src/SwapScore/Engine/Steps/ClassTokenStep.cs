using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Steps;

/// <summary>A class token behind a sequence, and embeddings of places; a unit is a feature of a block.</summary>
/// <param name="input">The sequence.</param>
/// <param name="output">The sequence with a token more.</param>
/// <param name="blocks">Blocks of samples.</param>
/// <param name="token">Offset of the class token.</param>
/// <param name="position">Offset of the embeddings of places.</param>
/// <param name="hasPlace">Whether the class token has a place.</param>
internal sealed unsafe class ClassTokenStep<TLanes>(Slot input, Slot output, int blocks, long token, long position, bool hasPlace) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    public override int Units => blocks * output.Shape.Channels;

    public override long Cost => blocks * TLanes.Count * output.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, TLanes.Count);
        var y = output.In(workspace, TLanes.Count);
        var (features, width) = (output.Shape.Channels, LaneSizes.Weight<TLanes>());
        for (var unit = first; unit < end; unit++)
        {
            var (block, feature) = (unit / features, unit % features);
            ClassTokenKernel.Run<TLanes>(
                x.Channel(block, feature),
                y.Channel(block, feature),
                input.Shape.Columns,
                workspace + token + (long)feature * width,
                workspace + position + (long)feature * width,
                (long)features * width,
                hasPlace);
        }
    }
}
