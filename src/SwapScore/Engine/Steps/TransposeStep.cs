using SwapScore.Engine.Kernels;

namespace SwapScore.Engine.Steps;

/// <summary>Channels and rows in each other's place. A unit is an output channel of a block.</summary>
/// <param name="input">What is read.</param>
/// <param name="output">What is written.</param>
/// <param name="blocks">Blocks of samples.</param>
/// <param name="lanes">Lanes of a block.</param>
internal sealed unsafe class TransposeStep(Slot input, Slot output, int blocks, int lanes) : Step
{
    public override int Units => blocks * output.Shape.Channels;

    public override long Cost => blocks * lanes * output.Shape.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, lanes);
        var y = output.In(workspace, lanes);
        for (var unit = first; unit < end; unit++)
        {
            var (block, channel) = (unit / output.Shape.Channels, unit % output.Shape.Channels);
            for (var row = 0; row < output.Shape.Rows; row++)
                CopyKernel.Copy(x.Channel(block, row) + channel * x.RowStride, y.Channel(block, channel) + row * y.RowStride, y.RowStride);
        }
    }
}
