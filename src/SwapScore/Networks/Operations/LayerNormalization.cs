using static System.FormattableString;

namespace SwapScore.Networks.Operations;

/// <summary>
/// Layer normalisation over the channels of every position: <c>y = (x − mean) / √(variance + ε) · γ + β</c> with the biased
/// variance of the channels at one row and column of one sample.
/// </summary>
public sealed record LayerNormalization : Operation
{
    /// <summary>Added to the variance. Default: 1e-5.</summary>
    public float Epsilon { get; init; } = 1e-5f;

    /// <inheritdoc/>
    public override string Name => "layer-normalization";

    internal override IReadOnlyList<IConvertible?> Fields => [Epsilon];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(Epsilon > 0, Invariant($"epsilon must be positive, not {Epsilon}"));
        return inputs[0];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<Shape> inputs) =>
    [
        new("weight", ParameterRole.Scale, inputs[0].Channels),
        new("bias", ParameterRole.Shift, inputs[0].Channels),
    ];
}
