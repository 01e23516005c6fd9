using System.Runtime.CompilerServices;
using SwapScore.Engine.Kernels;

namespace SwapScore.Engine.Steps;

/// <summary>Copies a box of values: channels, rows and columns from an offset on. A unit is an output channel of a block.</summary>
/// <param name="lanes">Lanes of a block.</param>
/// <param name="box">Shape of what is copied.</param>
/// <param name="from">First channel, row and column read.</param>
/// <param name="firstChannel">First channel written.</param>
internal sealed unsafe class CopyStep(
    Slot input, Slot output, int blocks, int lanes, Networks.Shape box, (int Channel, int Row, int Column) from, int firstChannel) : Step
{
    public override int Units => blocks * box.Channels;

    public override long Cost => blocks * lanes * box.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(float* workspace, int first, int end)
    {
        var x = input.In(workspace, lanes);
        var y = output.In(workspace, lanes);
        for (var unit = first; unit < end; unit++)
        {
            var source = x.Channel(unit / box.Channels, from.Channel + unit % box.Channels);
            var target = y.Channel(unit / box.Channels, firstChannel + unit % box.Channels);
            if (box.Area == input.Shape.Area)
                CopyKernel.Copy(source, target, x.ChannelStride);
            else
                for (var row = 0; row < box.Rows; row++)
                    CopyKernel.Copy(
                        source + (row + from.Row) * x.RowStride + from.Column * x.ColumnStride,
                        target + row * y.RowStride,
                        y.RowStride);
        }
    }
}
