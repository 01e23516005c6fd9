namespace SwapScore.Networks.Operations;

/// <summary>
/// Softmax along the columns, <c>y[c][r][q] = e^x[c][r][q] / Σ_j e^x[c][r][j]</c>, or along the rows; shifted by the maximum.
/// </summary>
/// <param name="AlongRows">Whether the rows sum to one instead of the columns.</param>
public sealed record Softmax(bool AlongRows = false) : Operation
{
    /// <inheritdoc/>
    public override string Settings => AlongRows ? "along rows" : "";

    /// <inheritdoc/>
    public override string Name => "softmax";

    internal override IReadOnlyList<IConvertible?> Fields => [AlongRows];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}
