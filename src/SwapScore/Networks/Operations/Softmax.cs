namespace SwapScore.Networks.Operations;

/// <summary>Softmax along the columns: <c>y[c][r][q] = e^x[c][r][q] / Σ_j e^x[c][r][j]</c>, shifted by the row maximum.</summary>
public sealed record Softmax : Operation
{
    /// <inheritdoc/>
    public override string Name => "softmax";

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}
