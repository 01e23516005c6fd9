using SwapScore.Values;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Charts;

/// <summary>Lines with error bars: a score over batch sizes, the fittest and the mean of a search over its evaluations.</summary>
internal sealed record LineChart : Chart
{
    /// <summary>The lines; those with a name have a colour, a marker and a dash of their own.</summary>
    public required ValueList<LineSeries> Series { get; init; }

    /// <summary>Label of the horizontal axis.</summary>
    public required string XLabel { get; init; }

    /// <summary>Label of the vertical axis.</summary>
    public required string YLabel { get; init; }

    /// <summary>Whether the values to the right are spaced by their logarithm; those that are not positive are left out. Default: false.</summary>
    public bool IsXLogarithmic { get; init; }

    /// <summary>Whether every value to the right has a tick, as batch sizes should; for at most 12 values. Default: false.</summary>
    public bool TicksAtValues { get; init; }

    internal AxisScale XScale => IsXLogarithmic ? AxisScale.Logarithmic : AxisScale.Linear;

    internal override int PlotHeight => Proportioned(400);

    internal override void Draw(PlotArea area) => new LineDrawing(this).Draw(area);
}
