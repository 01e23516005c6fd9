namespace SwapScore.Networks.Operations;

/// <summary>The same values in the same order under another shape: the heads of attention as channels, for example.</summary>
/// <param name="Target">The new shape, of as many values.</param>
public sealed record Reshape(Shape Target) : Operation
{
    /// <inheritdoc/>
    public override string Name => "reshape";

    internal override IReadOnlyList<IConvertible?> Fields => [Target.Channels, Target.Rows, Target.Columns];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(Target is { Channels: > 0, Rows: > 0, Columns: > 0 } && Target.Count == inputs[0].Count, $"{inputs[0]} has not as many values as {Target}");
        return Target;
    }
}
