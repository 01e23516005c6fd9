namespace SwapScore.Networks.Operations;

/// <summary>The sum of its inputs, added from left to right.</summary>
public sealed record Add : Operation
{
    /// <inheritdoc/>
    public override string Name => "add";

    /// <inheritdoc/>
    public override int? Arity => null;

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        foreach (var shape in inputs)
            Require(shape == inputs[0], $"all inputs must have the same shape, but {inputs[0]} and {shape} differ");
        return inputs[0];
    }
}
