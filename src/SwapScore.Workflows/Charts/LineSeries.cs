using SwapScore.Values;

namespace SwapScore.Workflows.Charts;

/// <summary>Points joined by a line.</summary>
/// <param name="Name">Its name in the legend; series without one (the single runs of a search, say) are drawn thin and behind the others.</param>
/// <param name="Points">The points, in the order they are joined.</param>
internal sealed record LineSeries(string? Name, ValueList<ChartPoint> Points)
{
    /// <summary>Whether it holds published values: drawn dashed and hollow. Default: false.</summary>
    public bool IsPublished { get; init; }

    /// <summary>Whether the points themselves are marked; null for when there are at most 40. Default: null.</summary>
    public bool? HasMarkers { get; init; }

    /// <summary>Whether values hold until the next point, as the best of a search does: drawn as steps. Default: false.</summary>
    public bool IsStepped { get; init; }
}
