using System.Runtime.CompilerServices;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;
using SwapScore.Networks;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>
/// The gradients of <see cref="SpanConvolutionKernel"/>: by the values <c>Σ_j kernel[j][t]·g[t]</c> over the tokens t = u − j + ⌊k/2⌋ that have read token u, from
/// the first kernel position to the last; by the kernels <c>Σ_d g[d][t]·x[d][t + j − ⌊k/2⌋]</c> over the features d, zero outside the sequence.
/// </summary>
internal static unsafe class SpanConvolutionGradientKernel
{
    /// <summary>The gradient by the values in plain loops.</summary>
    public static ReferenceTensor ReferenceValues(ReferenceTensor kernels, ReferenceTensor gradient) =>
        ReferenceTensor.Create(gradient.Shape, gradient.Samples, (head, feature, token, sample) =>
        {
            var sum = 0f;
            for (var j = 0; j < kernels.Shape.Rows; j++)
                if (token - j + kernels.Shape.Rows / 2 is >= 0 and var reader && reader < gradient.Shape.Columns)
                    sum = MathF.FusedMultiplyAdd(kernels[head, j, reader, sample], gradient[head, feature, reader, sample], sum);
            return sum;
        });

    /// <summary>The gradient by the kernels in plain loops.</summary>
    public static ReferenceTensor ReferenceKernels(ReferenceTensor x, ReferenceTensor gradient, Shape kernels) =>
        ReferenceTensor.Create(kernels, x.Samples, (head, j, token, sample) =>
        {
            var sum = 0f;
            if (token + j - kernels.Rows / 2 is not (>= 0 and var source) || source >= x.Shape.Columns) return sum;
            for (var feature = 0; feature < x.Shape.Rows; feature++)
                sum = MathF.FusedMultiplyAdd(gradient[head, feature, token, sample], x[head, feature, source, sample], sum);
            return sum;
        });

    /// <summary>The gradient by one feature of one head of one block.</summary>
    /// <param name="kernels">The kernels of the head, <c>[kernel position][token][lane]</c>.</param>
    /// <param name="gradient">The gradient by the output of the feature, <c>[token][lane]</c>.</param>
    /// <param name="x">The gradient by its values, likewise.</param>
    /// <param name="positions">Kernel positions.</param>
    /// <param name="tokens">Tokens.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Values<TLanes>(float* kernels, float* gradient, float* x, int positions, int tokens)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var token = 0; token < tokens; token++)
        {
            var sum = TLanes.Broadcast(0);
            for (var j = Math.Max(0, token + positions / 2 - tokens + 1); j < Math.Min(positions, token + positions / 2 + 1); j++)
            {
                var reader = (long)(token - j + positions / 2);
                sum = TLanes.MultiplyAdd(TLanes.Load(kernels + (j * (long)tokens + reader) * TLanes.Count), TLanes.Load(gradient + reader * TLanes.Count), sum);
            }

            sum.Store(x + (long)token * TLanes.Count);
        }
    }

    /// <summary>The gradient by one kernel position of one head of one block.</summary>
    /// <param name="x">The values of the head, <c>[feature][token][lane]</c>.</param>
    /// <param name="gradient">The gradient by the outputs of the head, likewise.</param>
    /// <param name="kernel">The gradient by the kernel position, <c>[token][lane]</c>.</param>
    /// <param name="distance">Distance of the token that the position reads.</param>
    /// <param name="features">Features of a head.</param>
    /// <param name="tokens">Tokens.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Kernels<TLanes>(float* x, float* gradient, float* kernel, int distance, int features, int tokens)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var token = 0; token < tokens; token++)
        {
            var sum = TLanes.Broadcast(0);
            if (token + distance >= 0 && token + distance < tokens)
                for (var feature = 0L; feature < features; feature++)
                    sum = TLanes.MultiplyAdd(
                        TLanes.Load(gradient + (feature * tokens + token) * TLanes.Count), TLanes.Load(x + (feature * tokens + token + distance) * TLanes.Count), sum);
            sum.Store(kernel + (long)token * TLanes.Count);
        }
    }
}
