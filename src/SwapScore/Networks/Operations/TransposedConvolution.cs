namespace SwapScore.Networks.Operations;

/// <summary>
/// Transposed convolution, which enlarges: every input value spreads a kernel over the output, <c>stride</c> positions apart.
/// <c>y[o][r][q] = bias[o] + Σ weight[o][i][u][v] · x[i][(r + padding − u) / stride][(q + padding − v) / stride]</c>, over the input
/// channels i and the kernel positions (u, v) for which both quotients are whole and inside the input.
/// </summary>
/// <param name="OutputChannels">Output channels.</param>
/// <param name="Kernel">Side of the square kernel.</param>
public sealed record TransposedConvolution(int OutputChannels, int Kernel) : Operation
{
    /// <summary>Output positions between neighbouring input positions. Default: 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Output positions cut off on every side. Default: 0.</summary>
    public int Padding { get; init; }

    /// <summary>Output positions added at the end of rows and columns, less than the stride. Default: 0.</summary>
    public int OutputPadding { get; init; }

    /// <summary>Whether a bias is added. Default: false.</summary>
    public bool Bias { get; init; }

    /// <summary>The window in either dimension, as that of the convolution it is the transpose of.</summary>
    internal Window Window => new(Kernel, Stride, Padding);

    /// <inheritdoc/>
    public override string Name => "transposed-convolution";

    /// <inheritdoc/>
    public override string Settings => string.Concat(
        $"{Kernel}×{Kernel}",
        Stride == 1 ? "" : $" stride {Stride}",
        Padding == 0 ? "" : $" padding {Padding}",
        OutputPadding == 0 ? "" : $" output padding {OutputPadding}",
        Bias ? " bias" : "");

    internal override IReadOnlyList<IConvertible?> Fields => [OutputChannels, Kernel, Stride, Padding, OutputPadding, Bias];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var x = inputs[0];
        Require(OutputChannels > 0 && Kernel > 0, "output channels and kernel must be positive");
        Require(Stride > 0 && Padding >= 0, "stride must be positive, padding not negative");
        Require(OutputPadding >= 0 && OutputPadding < Stride, "output padding must be less than the stride and not negative");
        return new Shape(OutputChannels, Length(x.Rows, "rows"), Length(x.Columns, "columns"));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<Shape> inputs)
    {
        var area = Kernel * Kernel;
        var weight = new Parameter("weight", ParameterRole.TransposedConvolutionWeight, OutputChannels, inputs[0].Channels * area, area);
        return Bias ? [weight, new Parameter("bias", ParameterRole.Bias, OutputChannels)] : [weight];
    }

    /// <summary>Every input value meets the whole kernel, also where it falls outside the output. The published tables count nothing.</summary>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        convention == FlopConvention.Table ? 0 : inputs[0].Count * OutputChannels * Kernel * Kernel;

    private int Length(int input, string dimension)
    {
        var length = (input - 1) * Stride - 2 * Padding + Kernel + OutputPadding;
        return length > 0 ? length : throw new NetworkException($"padding {Padding} leaves nothing of {input} {dimension}");
    }
}
