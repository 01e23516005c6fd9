using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>Convolution along the tokens with kernels of the sample: a chain of fused multiply-adds over the places inside the sequence.</summary>
internal static unsafe class SpanConvolutionKernel
{
    public static ReferenceTensor Reference(ReferenceTensor kernels, ReferenceTensor x) =>
        ReferenceTensor.Create(x.Shape, x.Samples, (head, feature, token, sample) =>
        {
            var sum = 0f;
            for (var j = 0; j < kernels.Shape.Rows; j++)
                if (token + j - kernels.Shape.Rows / 2 is >= 0 and var source && source < x.Shape.Columns)
                    sum = MathF.FusedMultiplyAdd(kernels[head, j, token, sample], x[head, feature, source, sample], sum);
            return sum;
        });

    /// <summary>One feature of one head of one block.</summary>
    /// <param name="kernels">The kernels of the head, <c>[kernel position][token][lane]</c>.</param>
    /// <param name="x">The feature, <c>[token][lane]</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* kernels, float* x, float* y, int positions, int tokens)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var token = 0; token < tokens; token++)
        {
            var sum = TLanes.Broadcast(0);
            var first = Math.Max(0, positions / 2 - token);
            var end = Math.Min(positions, tokens - token + positions / 2);
            for (var j = first; j < end; j++)
                sum = TLanes.MultiplyAdd(
                    TLanes.Load(kernels + ((long)j * tokens + token) * TLanes.Count), TLanes.Load(x + (long)(token + j - positions / 2) * TLanes.Count), sum);
            sum.Store(y + (long)token * TLanes.Count);
        }
    }
}
