using SwapScore.Statistics;
using SwapScore.Values;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Charts;

/// <summary>
/// A score against the truth, one point per architecture, with the line fitted to the ranks: at a score of rank r it lies at the truth
/// of rank r̄ + ρ·(r − r̄).
/// </summary>
internal sealed record ScatterChart : Chart
{
    /// <summary>The points, score to the right and truth upwards.</summary>
    public required ValueList<ChartPoint> Points { get; init; }

    /// <summary>Label of the horizontal axis.</summary>
    public required string XLabel { get; init; }

    /// <summary>Label of the vertical axis.</summary>
    public required string YLabel { get; init; }

    /// <summary>Whether the values to the right are spaced by their logarithm; those that are not positive are left out. Default: false.</summary>
    public bool IsXLogarithmic { get; init; }

    /// <summary>Correlation of the points, told below the title; null for none. Default: null.</summary>
    public Correlation? Correlation { get; init; }

    /// <summary>Whether the line fitted to the ranks is drawn, where there are enough points for it. Default: true.</summary>
    public bool ShowsRankLine { get; init; } = true;

    internal AxisScale XScale => IsXLogarithmic ? AxisScale.Logarithmic : AxisScale.Linear;

    internal override int PlotHeight => Proportioned(440);

    internal override string? Findings => Correlation is { } found
        ? string.Join(" · ", ((string?[])
        [
            double.IsNaN(found.Spearman) ? "Spearman ρ undefined" : $"Spearman ρ {Numbers.Coefficient(found.Spearman)}",
            double.IsNaN(found.SpearmanInterval.Low) ? null : $"95 % interval {Numbers.Interval(found.SpearmanInterval)}",
            double.IsNaN(found.Kendall) ? null : $"Kendall τ-b {Numbers.Coefficient(found.Kendall)}",
            Numbers.Count(found.Count, "architecture"),
        ]).Where(part => part is not null))
        : null;

    internal override void Draw(PlotArea area)
    {
        area.Label(XLabel, YLabel);
        var points = area.Drawable(Points, XScale);
        if (points.Count == 0) return;
        area.Points(points, ChartColors.Series(0), opacity: points.Count > 200 ? 0.45 : 0.8, size: points.Count > 200 ? 5 : 7);
        if (ShowsRankLine && RankLine.Through(points) is { Count: > 1 } line)
            area.Line(line, ChartColors.Series(1), width: 2.5f);
        area.FitMost(points, XScale);
    }
}
