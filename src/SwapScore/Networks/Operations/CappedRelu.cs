using static System.FormattableString;

namespace SwapScore.Networks.Operations;

/// <summary>The activation function <c>min(max(0, x), limit)</c>; ReLU6 has the limit 6.</summary>
/// <param name="Limit">The largest value, positive. Default: 6.</param>
public sealed record CappedRelu(float Limit = 6) : Operation
{
    /// <inheritdoc/>
    public override string Name => "capped-relu";

    /// <inheritdoc/>
    public override string Settings => Invariant($"limit {Limit}");

    /// <inheritdoc/>
    public override SignRange Signs => SignRange.NonNegative;

    internal override IReadOnlyList<IConvertible?> Fields => [Limit];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(Limit > 0, Invariant($"the limit must be positive, not {Limit}"));
        return inputs[0];
    }
}
