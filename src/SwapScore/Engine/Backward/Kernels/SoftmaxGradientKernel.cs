using System.Runtime.CompilerServices;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>The gradient of a softmax y: <c>y·(g − Σ g·y)</c>, the sum one chain of fused multiply-adds along the line.</summary>
internal static unsafe class SoftmaxGradientKernel
{
    /// <summary>Plain loops.</summary>
    public static ReferenceTensor Reference(ReferenceTensor y, ReferenceTensor gradient, bool alongRows) =>
        ReferenceTensor.Create(y.Shape, y.Samples, (channel, row, column, sample) =>
        {
            var sum = 0f;
            for (var i = 0; i < (alongRows ? y.Shape.Rows : y.Shape.Columns); i++)
            {
                var (r, q) = alongRows ? (i, column) : (row, i);
                sum = MathF.FusedMultiplyAdd(gradient[channel, r, q, sample], y[channel, r, q, sample], sum);
            }

            return y[channel, row, column, sample] * (gradient[channel, row, column, sample] - sum);
        });

    /// <summary>One line. In place is fine.</summary>
    /// <param name="y">The softmax.</param>
    /// <param name="gradient">The gradient by it.</param>
    /// <param name="x">The gradient by its argument.</param>
    /// <param name="length">Values of the line.</param>
    /// <param name="stride">Distance between them in floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* y, float* gradient, float* x, int length, long stride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sum = TLanes.Broadcast(0);
        for (var i = 0; i < length; i++)
            sum = TLanes.MultiplyAdd(TLanes.Load(gradient + i * stride), TLanes.Load(y + i * stride), sum);
        for (var i = 0; i < length; i++)
            (TLanes.Load(y + i * stride) * (TLanes.Load(gradient + i * stride) - sum)).Store(x + i * stride);
    }
}
