namespace SwapScore.Networks.Operations;

/// <summary>
/// Two-dimensional convolution:
/// <c>y[o][r][q] = bias[o] + Σ weight[o][i][u][v] · x[i][r·stride + u·dilation − padding][q·stride + v·dilation − padding]</c>,
/// over the input channels i of o's group and the kernel positions (u, v) that fall inside the input.
/// </summary>
/// <param name="OutputChannels">Output channels, a multiple of the groups.</param>
/// <param name="Kernel">Side of the square kernel.</param>
public sealed record Convolution(int OutputChannels, int Kernel) : Operation
{
    /// <summary>Distance between output positions. Default: 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Zeros around the input. Default: 0.</summary>
    public int Padding { get; init; }

    /// <summary>Distance between kernel positions. Default: 1.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Groups of channels convolved separately; equal to the input channels for a depthwise convolution. Default: 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>
    /// Whether the kernel has a single row, 1 × Kernel, and padding, stride and dilation concern the columns alone: a convolution along a
    /// token sequence. Default: false.
    /// </summary>
    public bool IsSequence { get; init; }

    /// <summary>Whether a bias is added. Default: false.</summary>
    public bool Bias { get; init; }

    /// <summary>The window along the rows.</summary>
    public Window RowWindow => IsSequence ? new Window(1, 1, 0) : ColumnWindow;

    /// <summary>The window along the columns.</summary>
    public Window ColumnWindow => new(Kernel, Stride, Padding, Dilation);

    internal int KernelArea => RowWindow.Kernel * Kernel;

    /// <inheritdoc/>
    public override string Name => "convolution";

    /// <inheritdoc/>
    public override string Settings => string.Concat(
        $"{(IsSequence ? 1 : Kernel)}×{Kernel}",
        Stride == 1 ? "" : $" stride {Stride}",
        Padding == 0 ? "" : $" padding {Padding}",
        Dilation == 1 ? "" : $" dilation {Dilation}",
        Groups == 1 ? "" : $" groups {Groups}",
        Bias ? " bias" : "");

    internal override IReadOnlyList<IConvertible?> Fields => [OutputChannels, Kernel, Stride, Padding, Dilation, Groups, IsSequence, Bias];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var x = inputs[0];
        Require(OutputChannels > 0 && Kernel > 0, "output channels and kernel must be positive");
        Require(Stride > 0 && Dilation > 0 && Padding >= 0, "stride and dilation must be positive, padding not negative");
        Require(Groups > 0 && x.Channels % Groups == 0, $"groups ({Groups}) must divide the input channels ({x.Channels})");
        Require(OutputChannels % Groups == 0, $"groups ({Groups}) must divide the output channels ({OutputChannels})");
        return new Shape(OutputChannels, RowWindow.Infer(x.Rows, "rows"), ColumnWindow.Infer(x.Columns, "columns"));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<Shape> inputs)
    {
        var weight = new Parameter("weight", ParameterRole.ConvolutionWeight, OutputChannels, inputs[0].Channels / Groups * KernelArea, KernelArea);
        return Bias ? [weight, new Parameter("bias", ParameterRole.Bias, OutputChannels)] : [weight];
    }

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention)
    {
        var products = inputs[0].Channels / Groups * (long)KernelArea * output.Count;
        return convention == FlopConvention.Table && Bias ? products + output.Count : products;
    }
}
