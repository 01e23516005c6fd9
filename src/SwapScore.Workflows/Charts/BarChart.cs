using SwapScore.Values;
using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Charts;

/// <summary>Bars with standard errors, and published values beside them.</summary>
internal sealed record BarChart : Chart
{
    /// <summary>The bars, a colour a series.</summary>
    public required ValueList<BarSeries> Series { get; init; }

    /// <summary>What the bars stand for. Default: nothing.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>Label of the vertical axis: the quantity the bars show.</summary>
    public required string YLabel { get; init; }

    internal override int PlotHeight => Proportioned(360) + new BarGroups(this).LabelHeight;

    internal override void Draw(PlotArea area) => new BarGroups(this).Draw(area);
}
