namespace SwapScore.Reports.Charts.Drawing;

/// <summary>The points no other has both at most their X and at least their Y, in ascending order of X.</summary>
internal static class ParetoFront
{
    public static IReadOnlyList<ChartPoint> Of(IEnumerable<ChartPoint> points)
    {
        var front = new List<ChartPoint>();
        foreach (var point in points.OrderBy(point => point.X).ThenByDescending(point => point.Y))
        {
            if (front.Count == 0 || point.Y > front[^1].Y) front.Add(point);
        }

        return front;
    }
}
