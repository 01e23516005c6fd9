namespace SwapScore.Search.Objectives;

/// <summary>How the front of a search grew: the share of the space of objectives that what was scored so far beats.</summary>
internal static class FrontProgress
{
    private const int Moments = 40;

    /// <summary>
    /// The hypervolume after some numbers of evaluations, as a share of the box between the best value of each objective over the whole search and
    /// the worst one of the first evaluations. Finite values only.
    /// </summary>
    /// <param name="values">The objectives of all candidates in the order they were scored; low values are better.</param>
    /// <param name="first">Number of first evaluations that set the worst values, at least 1.</param>
    public static IReadOnlyList<(int Evaluations, double Share)> Measure(IReadOnlyList<double[]> values, int first)
    {
        var finite = values.Where(value => value.All(double.IsFinite)).ToList();
        if (finite.Count == 0) return [];
        var objectives = finite[0].Length;
        double[] worst = [.. Enumerable.Range(0, objectives).Select(i => finite.Take(first).Max(value => value[i]))];
        var box = Enumerable.Range(0, objectives).Aggregate(1.0, (volume, i) => volume * (worst[i] - finite.Min(value => value[i])));
        if (!(box > 0)) return [];
        return [.. Enumerable.Range(1, Moments).Select(moment => Math.Max(1, values.Count * moment / Moments)).Distinct().Select(count => (count, Share(count)))];

        double Share(int count)
        {
            var points = values.Take(count).Where(value => value.All(double.IsFinite)).ToList();
            return Hypervolume.Of(NonDomination.Front(points).Select(index => points[index]), worst) / box;
        }
    }
}
