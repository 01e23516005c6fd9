namespace SwapScore.Networks.Operations;

/// <summary>The product of two inputs, value by value.</summary>
public sealed record Multiply : Operation
{
    /// <inheritdoc/>
    public override string Name => "multiply";

    /// <inheritdoc/>
    public override int? Arity => 2;

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(inputs[0] == inputs[1], $"both inputs must have the same shape, but {inputs[0]} and {inputs[1]} differ");
        return inputs[0];
    }
}
