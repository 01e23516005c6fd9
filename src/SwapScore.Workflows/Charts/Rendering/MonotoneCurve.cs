namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>A smooth curve through points that rises and falls only where they do: cubic pieces with the slopes of Fritsch and Butland (SIAM J. Sci. Stat. Comput. 5, 1984).</summary>
internal static class MonotoneCurve
{
    private const int Corners = 16;

    /// <param name="nodes">The points, X ascending.</param>
    /// <returns>Corners of the curve, the points among them.</returns>
    public static IReadOnlyList<ChartPoint> Through(IReadOnlyList<ChartPoint> nodes)
    {
        if (nodes.Count < 3) return nodes;
        double[] secants = [.. Enumerable.Range(0, nodes.Count - 1).Select(i => (nodes[i + 1].Y - nodes[i].Y) / (nodes[i + 1].X - nodes[i].X))];
        double[] slopes = [secants[0], .. Enumerable.Range(1, nodes.Count - 2).Select(Slope), secants[^1]];
        return [.. Enumerable.Range(0, nodes.Count - 1).SelectMany(Piece), nodes[^1]];

        // The harmonic mean of the secants beside a point, weighted by how far apart its neighbours are; level at a turn.
        double Slope(int i)
        {
            var (before, after) = (secants[i - 1], secants[i]);
            if (before * after <= 0) return 0;
            var (left, right) = (nodes[i].X - nodes[i - 1].X, nodes[i + 1].X - nodes[i].X);
            var (first, second) = (2 * right + left, right + 2 * left);
            return (first + second) / (first / before + second / after);
        }

        IEnumerable<ChartPoint> Piece(int i)
        {
            var (from, to) = (nodes[i], nodes[i + 1]);
            var width = to.X - from.X;
            for (var corner = 0; corner < Corners; corner++)
            {
                var t = (double)corner / Corners;
                var (t2, t3) = (t * t, t * t * t);
                yield return new ChartPoint(
                    from.X + t * width,
                    (2 * t3 - 3 * t2 + 1) * from.Y + (t3 - 2 * t2 + t) * width * slopes[i] + (3 * t2 - 2 * t3) * to.Y + (t3 - t2) * width * slopes[i + 1]);
            }
        }
    }
}
