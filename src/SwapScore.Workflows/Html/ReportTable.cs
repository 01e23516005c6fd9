using SwapScore.Values;

namespace SwapScore.Workflows.Html;

/// <summary>A table of a report; every column can be sorted by.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, with one cell per column, in the order first shown.</param>
internal sealed record ReportTable(string Caption, ValueList<ReportColumn> Columns, ValueList<ValueList<ReportCell>> Rows)
{
    /// <summary>The exact command that makes it again; null where that of the report does. Default: null.</summary>
    public string? Command { get; init; }

    /// <summary>Names and what they stand for.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="facts">The pairs.</param>
    public static ReportTable OfFacts(string caption, IEnumerable<KeyValuePair<string, string>> facts) =>
        new(caption, [new("Fact"), new("Value")], [.. facts.Select(fact => (ValueList<ReportCell>)[fact.Key, fact.Value])]);
}
