using static System.FormattableString;

namespace SwapScore.Networks.Operations;

/// <summary>
/// Dropout as in training: a value becomes 0 with probability p and is otherwise divided by 1 − p. Which values go is a function of the
/// repeat, the node, the neuron and the sample alone.
/// </summary>
/// <param name="Rate">p, in [0, 1).</param>
public sealed record Dropout(float Rate) : Operation
{
    /// <inheritdoc/>
    public override string Name => "dropout";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"rate {Rate}");

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<Shape> inputs) => [new("key", ParameterRole.DropoutKey, 2)];

    internal override IReadOnlyList<IConvertible?> Fields => [Rate];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(Rate is >= 0 and < 1, Invariant($"the rate must be in [0, 1), not {Rate}"));
        return inputs[0];
    }
}
