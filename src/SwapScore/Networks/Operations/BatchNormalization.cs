using static System.FormattableString;

namespace SwapScore.Networks.Operations;

/// <summary>
/// Batch normalisation of every channel: <c>y = (x − mean) / √(variance + ε) · γ + β</c>. In training mode mean and (biased)
/// variance are those of the channel over samples, rows and columns of the batch; in inference mode the running statistics.
/// </summary>
/// <param name="Affine">Whether γ and β are learnt. Default: true.</param>
public sealed record BatchNormalization(bool Affine = true) : Operation
{
    /// <summary>Added to the variance. Default: 1e-5.</summary>
    public float Epsilon { get; init; } = 1e-5f;

    /// <inheritdoc/>
    public override string Name => "batch-normalization";

    /// <inheritdoc/>
    public override string Settings => Affine ? "" : "not affine";

    internal override IReadOnlyList<IConvertible?> Fields => [Affine, Epsilon];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(Epsilon > 0, Invariant($"epsilon must be positive, not {Epsilon}"));
        return inputs[0];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<Shape> inputs)
    {
        var channels = inputs[0].Channels;
        Parameter[] statistics =
        [
            new("running_mean", ParameterRole.RunningMean, channels),
            new("running_var", ParameterRole.RunningVariance, channels),
        ];
        return Affine
            ? [new("weight", ParameterRole.Scale, channels), new("bias", ParameterRole.Shift, channels), .. statistics]
            : statistics;
    }

    /// <inheritdoc/>
    internal override long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) =>
        convention == FlopConvention.Table ? output.Count * (Affine ? 2 : 1) : 0;
}
