using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// Transposed convolution as plain loops. The vector code is <see cref="ConvolutionKernel"/> on the geometry of
/// <see cref="WindowGeometry.Transposed"/>; the order of every sum is that of a convolution.
/// </summary>
internal static class TransposedConvolutionReference
{
    /// <summary>Plain loops, like the formula.</summary>
    /// <param name="weight"><c>[output channel][input channel][kernel row][kernel column]</c>.</param>
    /// <param name="bias"><c>[output channel]</c>, or empty.</param>
    public static ReferenceTensor Run(
        TransposedConvolution operation, ReferenceTensor x, Shape output, ReadOnlyMemory<float> weight, ReadOnlyMemory<float> bias)
    {
        var (kernel, stride) = (operation.Kernel, operation.Stride);
        return ReferenceTensor.Create(output, x.Samples, (o, row, column, sample) =>
        {
            var sum = bias.IsEmpty ? 0 : bias.Span[o];
            for (var i = 0; i < x.Shape.Channels; i++)
                for (var u = 0; u < kernel; u++)
                    for (var v = 0; v < kernel; v++)
                    {
                        var (r, q) = (row + operation.Padding - u, column + operation.Padding - v);
                        if (r % stride != 0 || q % stride != 0) continue;
                        (r, q) = (r / stride, q / stride);
                        if (r < 0 || r >= x.Shape.Rows || q < 0 || q >= x.Shape.Columns) continue;
                        var w = weight.Span[((o * x.Shape.Channels + i) * kernel + u) * kernel + v];
                        sum = MathF.FusedMultiplyAdd(x[i, r, q, sample], w, sum);
                    }

            return sum;
        });
    }
}
