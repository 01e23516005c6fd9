using SwapScore.Values;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Charts;

/// <summary>
/// Score against size of every architecture a search saw, with its Pareto front: those that no smaller one equals and none of their size
/// beats.
/// </summary>
internal sealed record PopulationScatter : Chart
{
    /// <summary>The architectures, size to the right and score upwards.</summary>
    public required ValueList<ChartPoint> Points { get; init; }

    /// <summary>The architectures of the last population, set off; none by default.</summary>
    public ValueList<ChartPoint> Population { get; init; } = [];

    /// <summary>What <see cref="Population"/> is. Default: the last population.</summary>
    public string PopulationName { get; init; } = "last population";

    /// <summary>The Pareto front, from the left.</summary>
    public ValueList<ChartPoint> Front { get; init; } = [];

    /// <summary>What lies to the right. Default: parameters, in thousands.</summary>
    public string XLabel { get; init; } = "parameters, in thousands";

    /// <summary>Label of the vertical axis.</summary>
    public required string YLabel { get; init; }

    internal override int PlotHeight => Proportioned(440);

    internal override void Draw(PlotArea area)
    {
        area.Label(XLabel, YLabel);
        var points = area.Drawable(Points, AxisScale.Linear);
        var population = area.Drawable(Population, AxisScale.Linear);
        ChartPoint[] all = [.. points, .. population];
        if (all.Length == 0) return;
        area.Points(points, ChartColors.Faint, opacity: 0.6, size: 5, "seen");
        area.Points(population, ChartColors.Series(0), opacity: 0.8, size: 7, PopulationName);
        area.Steps(area.Drawable(Front, AxisScale.Linear), ChartColors.Series(1), width: 2.5f, "Pareto front");
        area.FitMost(all, AxisScale.Linear);
    }
}
