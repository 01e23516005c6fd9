namespace SwapScore.Networks.Operations;

/// <summary>
/// Channels and rows in each other's place: <c>y[r][c][q] = x[c][r][q]</c>. It turns the heads of attention into rows, so that a 1×1 convolution is
/// a map of every head with the same weights.
/// </summary>
public sealed record Transpose : Operation
{
    /// <inheritdoc/>
    public override string Name => "transpose";

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => new(inputs[0].Rows, inputs[0].Channels, inputs[0].Columns);
}
