namespace SwapScore.Networks.Operations;

/// <summary>The sample itself.</summary>
/// <param name="Shape">Its shape.</param>
public sealed record Input(Shape Shape) : Operation
{
    /// <inheritdoc/>
    public override string Name => "input";

    /// <inheritdoc/>
    public override int? Arity => 0;

    internal override IReadOnlyList<IConvertible?> Fields => [Shape.Channels, Shape.Rows, Shape.Columns];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(Shape is { Channels: > 0, Rows: > 0, Columns: > 0 }, $"an input needs positive dimensions, not {Shape}");
        return Shape;
    }
}
