using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Steps;

/// <summary>A fixed transform along columns or rows; a unit is a channel of a block.</summary>
internal sealed unsafe class SpectralStep<TLanes> : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly Slot _input;
    private readonly Slot _output;
    private readonly int _blocks;
    private readonly bool _alongRows;
    private readonly int _length;
    private readonly float[] _matrix;

    /// <param name="input">The lines.</param>
    /// <param name="output">Their transforms.</param>
    /// <param name="blocks">Blocks of samples.</param>
    /// <param name="operation">The transform.</param>
    /// <param name="isTransposed">Whether its matrix is used transposed, as for gradients.</param>
    public SpectralStep(Slot input, Slot output, int blocks, SpectralTransform operation, bool isTransposed = false)
    {
        (_input, _output, _blocks, _alongRows) = (input, output, blocks, operation.AlongRows);
        _length = operation.AlongRows ? input.Shape.Rows : input.Shape.Columns;

        // Pinned, so that kernels can hold pointers into it.
        _matrix = GC.AllocateArray<float>(_length * _length, pinned: true);
        (isTransposed ? SpectralMatrix.Transposed(operation.Kind, _length) : SpectralMatrix.Create(operation.Kind, _length)).CopyTo(_matrix, 0);
    }

    public override int Units => _blocks * _input.Shape.Channels;

    public override long Cost => _blocks * TLanes.Count * _input.Shape.Count * _length;

    public override void Run(float* workspace, int first, int end)
    {
        var x = _input.In(workspace, TLanes.Count);
        var y = _output.In(workspace, TLanes.Count);
        var matrix = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_matrix));
        var (lines, between, stride) = _alongRows
            ? (_input.Shape.Columns, (long)x.ColumnStride, x.RowStride)
            : (_input.Shape.Rows, x.RowStride, x.ColumnStride);
        for (var unit = first; unit < end; unit++)
            for (var line = 0; line < lines; line++)
                SpectralKernel.Run<TLanes>(
                    x.Data + unit * x.ChannelStride + line * between, y.Data + unit * y.ChannelStride + line * between, stride, matrix, _length);
    }
}
