using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction;

/// <summary>Published findings beside ours, as a table.</summary>
internal static class ComparisonTable
{
    /// <summary>Those of one artefact.</summary>
    public static Table Create(ArtefactReport report) => new(Columns, [.. report.Comparisons.Select(Row)]);

    /// <summary>Those of several, with the name of the artefact first; artefacts that were not made are a row with the reason.</summary>
    public static Table Create(IEnumerable<MadeArtefact> artefacts) => new(
        [Column.Text("Artefact", "artefact"), .. Columns],
        [.. artefacts.SelectMany(made => made.Failure is { } failure
            ? (IEnumerable<ValueList<Cell>>)[[made.Artefact.Name, "", "", new EmptyCell(), new EmptyCell(3), new EmptyCell(), $"not made: {failure}"]]
            : made.Report.Comparisons.Select(one => (ValueList<Cell>)[made.Artefact.Name, .. Row(one)]))]);

    private static ValueList<Column> Columns { get; } =
    [
        Column.Text("Quantity", "quantity"), Column.Text("Paper", "paper"), Column.Number("Ours", "ours"),
        Column.Number("95 % interval or ±", "low", "high", "standardError"), Column.Number("Difference", "difference"), Column.Text("Why", "reason"),
    ];

    private static ValueList<Cell> Row(PublishedComparison one) =>
    [
        one.Quantity, one.PublishedWords, new CoefficientCell(one.Ours), new UncertaintyCell(one),
        one.Difference is { } difference ? new CoefficientCell(difference) : new EmptyCell(),
        one.Differs ? one.Reason ?? "not known" : "",
    ];

    private sealed record UncertaintyCell(PublishedComparison One) : Cell
    {
        public override string Brief =>
            One.Interval is { } interval ? new IntervalCell(interval.Low, interval.High).Brief
            : One.StandardError is { } error and > 0 ? $"± {new CoefficientCell(error).Brief}"
            : "";

        public override IReadOnlyList<string> Fields =>
            [.. One.Interval is { } interval ? new IntervalCell(interval.Low, interval.High).Fields : ["", ""], One.StandardError is { } error ? Exact(error) : ""];
    }
}
