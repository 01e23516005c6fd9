namespace SwapScore.Networks.Operations;

/// <summary>Every value times a constant.</summary>
/// <param name="Factor">The constant.</param>
public sealed record Scaling(float Factor) : Operation
{
    /// <inheritdoc/>
    public override string Name => "scaling";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"by {Factor}");

    internal override IReadOnlyList<IConvertible?> Fields => [Factor];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}
