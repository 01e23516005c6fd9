using ScottPlot;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>The labels below an axis of names: level where they fit, else slanted, else upright and smaller, with the room that takes.</summary>
/// <param name="Widest">Width of the widest label, in pixels.</param>
/// <param name="Size">Size of the letters, in pixels.</param>
/// <param name="Degrees">How far the labels are turned: 0, 45 or 90.</param>
internal sealed record SlantedLabels(float Widest, float Size, int Degrees)
{
    private const int Gap = 8;
    private const float LineHeight = 1.35f;
    private const float SmallestSize = 6;

    private static readonly float Diagonal = MathF.Sqrt(0.5f);

    /// <summary>Height of the labels, in pixels.</summary>
    public int Height => (int)MathF.Ceiling(Degrees switch
    {
        0 => Size * LineHeight,
        45 => (Widest + Size * LineHeight) * Diagonal,
        _ => Widest,
    });

    /// <summary>How far the first label reaches to the left of its place.</summary>
    public int Overhang => (int)MathF.Ceiling(Degrees switch
    {
        0 => Widest / 2,
        45 => Widest * Diagonal,
        _ => Size,
    });

    /// <param name="labels">The labels.</param>
    /// <param name="room">What each of them has, in pixels.</param>
    /// <param name="size">Size of letters where there is room for it.</param>
    public static SlantedLabels For(IReadOnlyList<string> labels, float room, float size)
    {
        var widest = labels.Select(label => ChartFont.Width(label, size)).DefaultIfEmpty(0).Max();
        if (widest + Gap <= room) return new SlantedLabels(widest, size, 0);
        if (room * Diagonal >= size * LineHeight) return new SlantedLabels(widest, size, 45);
        var smaller = Math.Clamp(room / LineHeight, SmallestSize, size);
        return new SlantedLabels(widest * smaller / size, smaller, 90);
    }

    public void Apply(IXAxis axis)
    {
        axis.TickLabelStyle.FontSize = Size;
        if (Degrees == 0) return;
        axis.TickLabelStyle.Rotation = -Degrees;
        axis.TickLabelStyle.Alignment = Alignment.MiddleRight;
        axis.TickLabelStyle.OffsetY = 4;
        axis.MinimumSize = Height + Gap;
    }
}
