using ScottPlot;
using ScottPlot.TickGenerators;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Draws numbers −1 … 1 in coloured cells, names of rows to the left and of columns below.</summary>
internal sealed record CellGrid(
    IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<double>> Values, int CellHeight, int Width)
{
    private const float NameSize = 12;
    private const int NameGap = 18;
    private const int Border = 8;

    // Widths of cells that have room for numbers with and without a zero before the point; smaller ones have their colour alone.
    private const int LeastOfLong = 34;
    private const int LeastOfShort = 25;

    /// <summary>How many columns at the right end stand apart. Default: 0.</summary>
    public int SetOffColumns { get; init; }

    public int Height => Rows.Count * CellHeight + Labels.Height + 4 * Border;

    private int NamesWidth => Math.Max((int)MathF.Ceiling(Rows.Select(row => ChartFont.Width(row, NameSize)).DefaultIfEmpty(0).Max()), Overhang) + NameGap;

    private float CellWidth => (Width - RowNames - 2 * Border) / (float)Math.Max(1, Columns.Count);

    private float RowNames => Rows.Select(row => ChartFont.Width(row, NameSize)).DefaultIfEmpty(0).Max() + NameGap;

    private SlantedLabels Labels => SlantedLabels.For(Columns, CellWidth, NameSize);

    // A slanted name of the first column begins left of the cells.
    private int Overhang => Math.Max(0, Labels.Overhang - (int)(CellWidth / 2) - NameGap);

    public void Draw(PlotArea area)
    {
        if (Rows.Count == 0 || Columns.Count == 0) return;
        var numberSize = CellWidth < 44 ? 9.5f : 12;
        var hasNumbers = CellWidth >= LeastOfShort;
        for (var row = 0; row < Rows.Count; row++)
        {
            for (var column = 0; column < Columns.Count; column++)
            {
                var value = Values[row][column];
                var color = ChartColors.Correlation(value);
                area.Box(column, column + 1, -row - 1, -row, color);
                if (hasNumbers) area.Text(
                    double.IsNaN(value) ? "–" : Cell(value), column + 0.5, -row - 0.5, ChartColors.TextOn(color), numberSize, column >= Columns.Count - SetOffColumns);
            }
        }

        foreach (var value in (double[])[-1, -0.5, 0, 0.5, 1])
            area.Explain(ChartColors.Correlation(value), Legend(value));
        if (Values.Any(row => row.Any(double.IsNaN))) area.Explain(ChartColors.Missing, "none");
        area.Axes(0, Columns.Count, -Rows.Count, 0);
        var (left, bottom) = (area.Plot.Axes.Left, area.Plot.Axes.Bottom);
        left.TickGenerator = new NumericManual([.. Rows.Select((name, row) => Tick.Major(-row - 0.5, name))]);
        bottom.TickGenerator = new NumericManual([.. Columns.Select((name, column) => Tick.Major(column + 0.5, name))]);
        foreach (var axis in (IAxis[])[left, bottom])
        {
            axis.MajorTickStyle.Length = 0;
            axis.FrameLineStyle.IsVisible = false;
        }

        left.MinimumSize = NamesWidth;
        Labels.Apply(bottom);
        area.Plot.HideGrid();
        for (var column = Columns.Count - SetOffColumns; column < Columns.Count; column++)
            area.Plot.Add.VerticalLine(column, 3, ChartColors.Paper);
    }

    private static string Legend(double value) => value.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>With two decimals; without the zero before the point where cells are small.</summary>
    private string Cell(double value) =>
        value.ToString(CellWidth < LeastOfLong ? ".00" : "0.00", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');
}
