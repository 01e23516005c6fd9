using SwapScore.Statistics;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>
/// The least-squares line of the ranks of Y over the ranks of X, put back among the values: at the X of rank r it has the Y of rank
/// r̄ + ρ·(r − r̄), between two Y by interpolation. Where there are many points it is drawn as a smooth curve through the means of groups of equal size;
/// it is monotone as the line is.
/// </summary>
internal static class RankLine
{
    private const int Groups = 16;

    /// <returns>Corners of the line, in ascending order; none where the rank correlation is not defined.</returns>
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
        List<ChartPoint> line = [.. distinct.Select(pair => new ChartPoint(pair.First, AtRank(y, middle + slope * (pair.Second - middle))))];
        return line.Count <= 2 * Groups ? line : MonotoneCurve.Through([line[0], .. Means(line), line[^1]]);
    }

    /// <summary>The mean point of each group of neighbours, the ends left out.</summary>
    private static IEnumerable<ChartPoint> Means(List<ChartPoint> line)
    {
        for (var group = 0; group < Groups; group++)
        {
            var (begin, end) = (1 + group * (line.Count - 2) / Groups, 1 + (group + 1) * (line.Count - 2) / Groups);
            var members = line[begin..end];
            yield return new ChartPoint(members.Average(point => point.X), members.Average(point => point.Y));
        }
    }

    private static double AtRank(double[] sorted, double rank)
    {
        var position = Math.Clamp(rank - 1, 0, sorted.Length - 1);
        var below = Math.Min((int)position, sorted.Length - 2);
        return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }
}
