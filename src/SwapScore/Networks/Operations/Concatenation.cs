namespace SwapScore.Networks.Operations;

/// <summary>Its inputs one after the other along the channels.</summary>
public sealed record Concatenation : Operation
{
    /// <inheritdoc/>
    public override string Name => "concatenation";

    /// <inheritdoc/>
    public override int? Arity => null;

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var first = inputs[0];
        foreach (var shape in inputs)
            Require((shape.Rows, shape.Columns) == (first.Rows, first.Columns),
                $"all inputs must have the same rows and columns, but {first} and {shape} differ");
        return first with { Channels = inputs.Sum(shape => shape.Channels) };
    }
}
