using ScottPlot;

namespace SwapScore.Reports.Charts.Drawing;

/// <summary>The labels below an axis of names: level where they fit, else slanted, with the room that takes.</summary>
/// <param name="Widest">Width of the widest label, in pixels.</param>
/// <param name="IsSlanted">Whether the labels are slanted by 45 degrees.</param>
internal sealed record SlantedLabels(float Widest, bool IsSlanted)
{
    private const int Gap = 8;
    private const float LineHeight = 16;

    private static readonly float Diagonal = MathF.Sqrt(0.5f);

    /// <summary>Height of the labels, in pixels.</summary>
    public int Height => (int)MathF.Ceiling(IsSlanted ? (Widest + LineHeight) * Diagonal : LineHeight);

    /// <summary>How far the first label reaches to the left of its place.</summary>
    public int Overhang => (int)MathF.Ceiling(IsSlanted ? Widest * Diagonal : Widest / 2);

    public static SlantedLabels For(IReadOnlyList<string> labels, float room, float size)
    {
        var widest = labels.Select(label => ChartFont.Width(label, size)).DefaultIfEmpty(0).Max();
        return new SlantedLabels(widest, widest + Gap > room);
    }

    public void Apply(IXAxis axis)
    {
        if (!IsSlanted) return;
        axis.TickLabelStyle.Rotation = -45;
        axis.TickLabelStyle.Alignment = Alignment.MiddleRight;
        axis.TickLabelStyle.OffsetY = 4;
        axis.MinimumSize = Height + Gap;
    }
}
