using SwapScore.Values;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Charts;

/// <summary>Correlations −1 … 1 in a grid, for example of metrics (rows) with tasks (columns), each cell with its number.</summary>
internal sealed record HeatMap : Chart
{
    private const int CellHeight = 26;

    /// <summary>Names of the rows, from the top.</summary>
    public required ValueList<string> Rows { get; init; }

    /// <summary>Names of the columns, from the left.</summary>
    public required ValueList<string> Columns { get; init; }

    /// <summary><c>[row][column]</c>, −1 … 1; NaN where there is none.</summary>
    public required ValueList<ValueList<double>> Values { get; init; }

    /// <summary>
    /// Whether rows are put in the order of their mean, the highest first, and the mean stands in a last column. Means are over the cells a
    /// row has; means over fewer cells cannot be compared, so rows that lack some which others have come last. Default: true.
    /// </summary>
    public bool OrderedByMean { get; init; } = true;

    internal override int PlotHeight => Grid().Height;

    internal override IEnumerable<string> Faults()
    {
        if (Values.Count != Rows.Count) yield return $"{Values.Count} rows of values for {Rows.Count} names";
        if (Values.FirstOrDefault(row => row.Count != Columns.Count) is { } row) yield return $"a row of {row.Count} values for {Columns.Count} columns";
    }

    internal override void Draw(PlotArea area) => Grid().Draw(area);

    private CellGrid Grid()
    {
        if (!OrderedByMean) return new CellGrid(Rows, Columns, Values, CellHeight, Width);
        var cells = Enumerable.Range(0, Columns.Count).Count(column => Values.Any(row => double.IsFinite(row[column])));
        var ordered = Rows.Zip(Values, (name, values) => (Name: name, Values: values, Mean: Mean(values)))
            .OrderByDescending(row => row.Values.Count(double.IsFinite) == cells)
            .ThenByDescending(row => double.IsNaN(row.Mean) ? double.NegativeInfinity : row.Mean)
            .ToList();
        return new CellGrid(
            [.. ordered.Select(row => row.Name)], [.. Columns, "mean"], [.. ordered.Select(row => (ValueList<double>)[.. row.Values, row.Mean])], CellHeight, Width)
        {
            SetOffColumns = 1,
        };
    }

    private static double Mean(IReadOnlyList<double> values) =>
        values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
