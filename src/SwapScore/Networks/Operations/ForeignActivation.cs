namespace SwapScore.Networks.Operations;

/// <summary>An activation function that another runtime computes: only the signs of its values matter here.</summary>
/// <param name="Function">Its name, for example <c>HardSwish</c>.</param>
/// <param name="Details">Settings that distinguish it from others of this name, for example a slope; empty if there are none.</param>
/// <param name="Range">Which signs it has.</param>
/// <param name="IsRectifier">Whether it is of the family of ReLU, which NWOT counts.</param>
public sealed record ForeignActivation(string Function, string Details, SignRange Range, bool IsRectifier) : Operation
{
    /// <inheritdoc/>
    public override string Name => Function;

    /// <inheritdoc/>
    public override string Settings => Details;

    /// <inheritdoc/>
    public override SignRange Signs => Range;

    internal override IReadOnlyList<IConvertible?> Fields => ["foreign", Function, Details, Range, IsRectifier];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}
