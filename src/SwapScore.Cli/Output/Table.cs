namespace SwapScore.Cli.Output;

/// <summary>A result as rows and columns, from which every format but JSON is written.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, with one cell per column.</param>
/// <param name="IsList">A single column that a terminal shows as bare lines, fit to be piped into another command.</param>
internal sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows, bool IsList = false)
{
    /// <summary>Pairs of label and value.</summary>
    public static Table OfFacts(IEnumerable<KeyValuePair<string, string>> facts) => new(
        [Column.Text("Fact", "fact"), Column.Text("Value", "value")],
        [.. facts.Select(fact => (IReadOnlyList<Cell>)[fact.Key, fact.Value])]);
}
