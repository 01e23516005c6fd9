using ScottPlot;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>A line of the legend, which lies above the plot where it can hide nothing.</summary>
internal sealed record LegendEntry(string Name, Color Color, LegendSymbol Symbol, MarkerShape Marker = MarkerShape.None, bool IsDashed = false)
{
    /// <summary>Name of the marks of published values, which stand last.</summary>
    public const string Published = "published";
}

/// <summary>How an entry of the legend is drawn.</summary>
internal enum LegendSymbol
{
    Area,
    Line,
    Marker,
}
