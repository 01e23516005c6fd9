using System.Runtime.CompilerServices;
using SwapScore.Lanes;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Kernels;

/// <summary>A fixed matrix times a line of values: one chain of fused multiply-adds per output, from the first value to the last.</summary>
internal static unsafe class SpectralKernel
{
    // Eight outputs share every load of a value; eight sums hide the latency of a multiply-add.
    private const int Outputs = 8;

    public static ReferenceTensor Reference(ReferenceTensor x, SpectralTransform operation, bool isTransposed = false)
    {
        var length = operation.AlongRows ? x.Shape.Rows : x.Shape.Columns;
        var matrix = isTransposed ? SpectralMatrix.Transposed(operation.Kind, length) : SpectralMatrix.Create(operation.Kind, length);
        return ReferenceTensor.Create(x.Shape, x.Samples, (channel, row, column, sample) =>
        {
            var sum = 0f;
            for (var n = 0; n < length; n++)
            {
                var value = operation.AlongRows ? x[channel, n, column, sample] : x[channel, row, n, sample];
                sum = MathF.FusedMultiplyAdd(value, matrix[(operation.AlongRows ? row : column) * length + n], sum);
            }

            return sum;
        });
    }

    /// <summary>One line of one block.</summary>
    /// <param name="stride">Distance between values of the line in floats, of input and output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* x, float* y, long stride, float* matrix, int length)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var k = 0;
        for (; k <= length - Outputs; k += Outputs)
        {
            TLanes y0, y1, y2, y3, y4, y5, y6, y7;
            y0 = y1 = y2 = y3 = y4 = y5 = y6 = y7 = TLanes.Broadcast(0);
            var m = matrix + (long)k * length;
            for (var n = 0; n < length; n++)
            {
                var value = TLanes.Load(x + n * stride);
                y0 = TLanes.MultiplyAdd(value, TLanes.Broadcast(m[n]), y0);
                y1 = TLanes.MultiplyAdd(value, TLanes.Broadcast(m[length + n]), y1);
                y2 = TLanes.MultiplyAdd(value, TLanes.Broadcast(m[2 * length + n]), y2);
                y3 = TLanes.MultiplyAdd(value, TLanes.Broadcast(m[3 * length + n]), y3);
                y4 = TLanes.MultiplyAdd(value, TLanes.Broadcast(m[4 * length + n]), y4);
                y5 = TLanes.MultiplyAdd(value, TLanes.Broadcast(m[5 * length + n]), y5);
                y6 = TLanes.MultiplyAdd(value, TLanes.Broadcast(m[6 * length + n]), y6);
                y7 = TLanes.MultiplyAdd(value, TLanes.Broadcast(m[7 * length + n]), y7);
            }

            y0.Store(y + k * stride);
            y1.Store(y + (k + 1) * stride);
            y2.Store(y + (k + 2) * stride);
            y3.Store(y + (k + 3) * stride);
            y4.Store(y + (k + 4) * stride);
            y5.Store(y + (k + 5) * stride);
            y6.Store(y + (k + 6) * stride);
            y7.Store(y + (k + 7) * stride);
        }

        for (; k < length; k++)
        {
            var sum = TLanes.Broadcast(0);
            for (var n = 0; n < length; n++)
                sum = TLanes.MultiplyAdd(TLanes.Load(x + n * stride), TLanes.Broadcast(matrix[(long)k * length + n]), sum);
            sum.Store(y + k * stride);
        }
    }
}
