using SwapScore.Statistics;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>
/// The least-squares line of the ranks of Y over the ranks of X, put back among the values: at the X of rank r it has the Y of rank
/// r̄ + ρ·(r − r̄), between two Y by interpolation.
/// </summary>
internal static class RankLine
{
    private const int MostCorners = 400;

    /// <returns>A point a different X, or as many of them as can be seen, in ascending order; none where the rank correlation is not defined.</returns>
    public static IReadOnlyList<ChartPoint> Through(IReadOnlyList<ChartPoint> points)
    {
        var x = points.Select(point => point.X).ToArray();
        var y = points.Select(point => point.Y).ToArray();
        var slope = Correlation.ComputeSpearman(x, y);
        if (double.IsNaN(slope)) return [];

        // For ties the mean rank is that of all of them, so equal X have one Y.
        var ranks = Ranks.Compute(x);
        Array.Sort(y);
        var middle = (x.Length + 1) / 2.0;
        var distinct = x.Zip(ranks).DistinctBy(pair => pair.First).OrderBy(pair => pair.First).ToList();
        var corners = Math.Min(distinct.Count, MostCorners);
        return [.. Enumerable.Range(0, corners)
            .Select(i => distinct[corners == 1 ? 0 : (int)((long)i * (distinct.Count - 1) / (corners - 1))])
            .Select(pair => new ChartPoint(pair.First, AtRank(y, middle + slope * (pair.Second - middle))))];
    }

    private static double AtRank(double[] sorted, double rank)
    {
        var position = Math.Clamp(rank - 1, 0, sorted.Length - 1);
        var below = Math.Min((int)position, sorted.Length - 2);
        return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }
}
