namespace SwapScore.Networks.Operations;

/// <summary>Drops the first rows and columns: the shifted half of a factorised reduction reads <c>x[:, 1:, 1:]</c>.</summary>
/// <param name="Rows">Rows dropped at the top.</param>
/// <param name="Columns">Columns dropped on the left.</param>
public sealed record Crop(int Rows, int Columns) : Operation
{
    /// <inheritdoc/>
    public override string Name => "crop";

    /// <inheritdoc/>
    public override string Settings => $"{Rows} rows, {Columns} columns";

    internal override IReadOnlyList<IConvertible?> Fields => [Rows, Columns];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var x = inputs[0];
        Require(Rows >= 0 && Rows < x.Rows, $"cannot drop {Rows} of {x.Rows} rows");
        Require(Columns >= 0 && Columns < x.Columns, $"cannot drop {Columns} of {x.Columns} columns");
        return x with { Rows = x.Rows - Rows, Columns = x.Columns - Columns };
    }
}
