namespace SwapScore.Search.Objectives;

/// <summary>How much of the space of objectives a set of points beats.</summary>
internal static class Hypervolume
{
    /// <summary>
    /// The volume of all that is no better than one of the points and better than the reference, exactly: sliced by the last objective, each slice
    /// as thick as the next point is away.
    /// </summary>
    /// <param name="points">The points; low values are better. Points that are not better than the reference in every objective add nothing.</param>
    /// <param name="reference">The worst that counts, one number per objective.</param>
    /// <remarks>Zitzler and Thiele: Multiobjective Evolutionary Algorithms (IEEE Transactions on Evolutionary Computation, 1999).</remarks>
    public static double Of(IEnumerable<double[]> points, ReadOnlySpan<double> reference)
    {
        var limits = reference.ToArray();
        return Volume([.. points.Where(point => point.Zip(limits, (value, limit) => value < limit).All(isBetter => isBetter))], limits, limits.Length);
    }

    private static double Volume(List<double[]> points, double[] reference, int objectives)
    {
        if (points.Count == 0) return 0;
        var last = objectives - 1;
        if (objectives == 1) return reference[0] - points.Min(point => point[0]);
        points.Sort((one, other) => one[last].CompareTo(other[last]));
        var volume = 0.0;
        for (var i = 0; i < points.Count; i++)
        {
            var thickness = (i + 1 < points.Count ? points[i + 1][last] : reference[last]) - points[i][last];
            if (thickness > 0) volume += thickness * Volume(points[..(i + 1)], reference, last);
        }

        return volume;
    }
}
