using ScottPlot;
using SwapScore.Values;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Charts;

/// <summary>What searches find against what they cost, in groups, each point with its name.</summary>
internal sealed record CostScatter : Chart
{
    // In decades: between a point and its name, and beyond the outermost points for theirs.
    private const double Gap = 0.12;
    private const double Room = 1.2;

    /// <summary>The groups; each has a colour of its own.</summary>
    public required ValueList<CostGroup> Groups { get; init; }

    /// <summary>Label of the horizontal axis, which is logarithmic.</summary>
    public required string XLabel { get; init; }

    /// <summary>Label of the vertical axis.</summary>
    public required string YLabel { get; init; }

    internal override int PlotHeight => Proportioned(460);

    internal override void Draw(PlotArea area)
    {
        area.Label(XLabel, YLabel);
        var all = area.Drawable([.. Groups.SelectMany(group => group.Points).Select(At)], AxisScale.Logarithmic);
        if (all.Count == 0) return;
        foreach (var (index, group) in Groups.Index())
        {
            var color = ChartColors.Series(index);
            area.Points(area.Drawable([.. group.Points.Select(At)], AxisScale.Logarithmic), color, opacity: 0.85, size: 9, group.Name);

            // Names of points that lie close above each other stand on different sides.
            foreach (var (place, point) in group.Points.Where(point => point.Days > 0).OrderBy(point => point.Error).Index())
            {
                var isRight = place % 2 == 0;
                area.Text(point.Name, Math.Log10(point.Days) + (isRight ? Gap : -Gap), point.Error, color, size: 11, alignment: isRight ? Alignment.MiddleLeft : Alignment.MiddleRight);
            }
        }

        var (left, right) = (all.Min(point => point.X) - Room, all.Max(point => point.X) + Room);
        area.FitAxes([.. all, all[0] with { X = left }, all[0] with { X = right }], AxisScale.Logarithmic);
    }

    private static ChartPoint At(CostPoint point) => new(point.Days, point.Error);
}
