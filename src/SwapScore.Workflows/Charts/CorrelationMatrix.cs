using SwapScore.Values;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Charts;

/// <summary>The correlations of things with each other, for example of metrics: a square grid.</summary>
internal sealed record CorrelationMatrix : Chart
{
    private const int CellHeight = 34;

    /// <summary>What is correlated; rows and columns have this order.</summary>
    public required ValueList<string> Names { get; init; }

    /// <summary><c>[row][column]</c>, −1 … 1; NaN where there is none.</summary>
    public required ValueList<ValueList<double>> Values { get; init; }

    internal override int PlotHeight => Grid.Height;

    internal override IEnumerable<string> Faults()
    {
        if (Values.Count != Names.Count || Values.Any(row => row.Count != Names.Count))
            yield return $"the values are not a square of {Names.Count}";
    }

    internal override void Draw(PlotArea area) => Grid.Draw(area);

    private CellGrid Grid => new(Names, Names, Values, CellHeight, Width);
}
