using SwapScore.Values;

namespace SwapScore.Workflows.Tables;

/// <summary>A result as rows and columns, from which every format but JSON is written.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows, one cell per column.</param>
/// <param name="IsList">A single column that a terminal shows as bare lines, fit to be piped into another command.</param>
public sealed record Table(ValueList<Column> Columns, ValueList<ValueList<Cell>> Rows, bool IsList = false)
{
    /// <summary>Numbers of the columns people get, from 0.</summary>
    public IReadOnlyList<int> Shown => [.. Enumerable.Range(0, Columns.Count).Where(i => Columns[i].IsForPeople)];

    /// <summary>Comma-separated values with one header line: the fields programs get.</summary>
    public string ToCsv() => TableText.Csv(this);

    /// <summary>A Markdown table: the columns people get, one line per row.</summary>
    public string ToMarkdown() => TableText.Markdown(this);

    /// <summary>Lines for a terminal: the columns people get, set under each other. A table that is a list has one line per row and nothing else.</summary>
    /// <param name="width">Columns of the terminal, into which long texts are folded; null for as wide as needed. Default: null.</param>
    /// <param name="isBold">Whether titles are bold, by escape codes. Default: false.</param>
    public string ToText(int? width = null, bool isBold = false) => TerminalTable.Write(this, width, isBold);

    /// <summary>Bytes of a Parquet file: the fields CSV has, with types.</summary>
    public byte[] ToParquet() => TableParquet.Write(this);

    /// <summary>Pairs of label and value.</summary>
    /// <param name="facts">The pairs.</param>
    public static Table FromFacts(IEnumerable<KeyValuePair<string, string>> facts) => new(
        [Column.Text("Fact", "fact"), Column.Text("Value", "value")],
        [.. facts.Select(fact => (ValueList<Cell>)[fact.Key, fact.Value])]);
}
