using System.Runtime.InteropServices;
using SwapScore.Engine.Kernels;
using SwapScore.Engine.Steps;

namespace SwapScore.Engine.Backward.Steps;

/// <summary>Puts a map into a larger one of zeros: the gradient of a part that was cut out. A unit is a channel of a block of the larger one.</summary>
/// <param name="part">The gradient by the part.</param>
/// <param name="whole">The gradient by the whole.</param>
/// <param name="blocks">Blocks of samples.</param>
/// <param name="lanes">Lanes of a block.</param>
/// <param name="first">Channel, row and column of the whole at which the part begins.</param>
internal sealed unsafe class PadStep(Slot part, Slot whole, int blocks, int lanes, (int Channel, int Row, int Column) first) : Step
{
    public override int Units => blocks * whole.Shape.Channels;

    public override long Cost => blocks * lanes * whole.Shape.Count;

    public override void Run(float* workspace, int from, int end)
    {
        var x = part.In(workspace, lanes);
        var y = whole.In(workspace, lanes);
        for (var unit = from; unit < end; unit++)
        {
            var (block, channel) = (unit / whole.Shape.Channels, unit % whole.Shape.Channels);
            var target = y.Channel(block, channel);
            NativeMemory.Clear(target, (nuint)y.ChannelStride * sizeof(float));
            if (channel < first.Channel || channel >= first.Channel + part.Shape.Channels) continue;
            var source = x.Channel(block, channel - first.Channel);
            for (var row = 0; row < part.Shape.Rows; row++)
                CopyKernel.Copy(source + row * x.RowStride, target + (row + first.Row) * y.RowStride + first.Column * y.ColumnStride, x.RowStride);
        }
    }
}
