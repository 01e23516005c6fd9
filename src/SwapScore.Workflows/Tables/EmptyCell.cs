namespace SwapScore.Workflows.Tables;

/// <summary>Nothing, in a column of some number of fields.</summary>
/// <param name="Count">How many fields the column has. Default: 1.</param>
internal sealed record EmptyCell(int Count = 1) : Cell
{
    /// <inheritdoc/>
    public override string Brief => "";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => [.. Enumerable.Repeat("", Count)];
}
