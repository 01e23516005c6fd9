namespace SwapScore.Networks.Operations;

/// <summary>
/// Convolution along the tokens with kernels computed from the sample, <c>y[h][d][t] = Σ_j kernel[h][j][t]·x[h][d][t + j − ⌊k/2⌋]</c>, zeros
/// outside the sequence. The first input holds the kernels, <c>[head][kernel position][token]</c>, the second the values,
/// <c>[head][feature][token]</c>.
/// </summary>
/// <remarks>Jiang et al.: ConvBERT: Improving BERT with Span-based Dynamic Convolution (NeurIPS 2020).</remarks>
public sealed record SpanConvolution : Operation
{
    /// <inheritdoc/>
    public override string Name => "span-convolution";

    /// <inheritdoc/>
    public override int? Arity => 2;

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var (kernels, x) = (inputs[0], inputs[1]);
        Require(kernels.Channels == x.Channels && kernels.Columns == x.Columns, $"kernels {kernels} and values {x} must have the same heads and tokens");
        Require(kernels.Rows % 2 == 1, $"a kernel of {kernels.Rows} positions has no middle");
        return x;
    }

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        convention == FlopConvention.MultiplyAdds ? output.Count * inputs[0].Rows : 0;
}
