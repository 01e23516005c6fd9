namespace SwapScore.Search.Objectives;

/// <summary>Sorts points of which low values are better by who is beaten by whom, and says how crowded the place of each is.</summary>
/// <remarks>Deb et al.: A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II (IEEE Transactions on Evolutionary Computation, 2002).</remarks>
internal static class NonDomination
{
    /// <summary>Whether a point is nowhere worse and somewhere better than another one.</summary>
    public static bool Dominates(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var isBetter = false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] > other[i]) return false;
            isBetter |= one[i] < other[i];
        }

        return isBetter;
    }

    /// <summary>The points that no other one dominates, the first of <see cref="Fronts"/>, without comparing all pairs.</summary>
    /// <param name="points">The points, all of one number of objectives.</param>
    /// <returns>Indices of the points, by the last objective, then the one before: the first, which is mostly the score, rises along the front.</returns>
    public static IReadOnlyList<int> Front(IReadOnlyList<double[]> points)
    {
        // Whatever dominates a point comes before it in this order, and is on the front or dominated by what is.
        var front = new List<int>();
        foreach (var index in Enumerable.Range(0, points.Count).OrderBy(index => points[index], Comparer<double[]>.Create(Compare)))
            if (!front.Exists(other => Dominates(points[other], points[index]))) front.Add(index);
        return front;
    }

    /// <summary>The points in fronts: no point of a front is dominated by one of the same or of a later front.</summary>
    /// <param name="points">The points, all of one number of objectives.</param>
    /// <returns>Indices of the points, rising within each front. One empty front where there are no points.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Fronts(IReadOnlyList<double[]> points)
    {
        var beats = new List<int>[points.Count];
        var beatenBy = new int[points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            beats[i] = [];
            for (var j = 0; j < points.Count; j++)
            {
                if (Dominates(points[i], points[j])) beats[i].Add(j);
                else if (Dominates(points[j], points[i])) beatenBy[i]++;
            }
        }

        var fronts = new List<IReadOnlyList<int>> { Enumerable.Range(0, points.Count).Where(i => beatenBy[i] == 0).ToList() };
        while (true)
        {
            var next = new List<int>();
            foreach (var index in fronts[^1].SelectMany(i => beats[i]))
                if (--beatenBy[index] == 0) next.Add(index);
            if (next.Count == 0) return fronts;
            next.Sort();
            fronts.Add(next);
        }
    }

    /// <summary>The crowding distance of each point of a front: the sides of the box between its neighbors, infinite at the ends.</summary>
    /// <param name="front">The points of one front.</param>
    public static double[] Crowding(IReadOnlyList<double[]> front)
    {
        var distances = new double[front.Count];
        for (var objective = 0; objective < (front.Count == 0 ? 0 : front[0].Length); objective++)
        {
            var order = Enumerable.Range(0, front.Count).OrderBy(i => front[i][objective]).ToArray();
            var range = front[order[^1]][objective] - front[order[0]][objective];
            distances[order[0]] = distances[order[^1]] = double.PositiveInfinity;
            if (!(range > 0) || double.IsInfinity(range)) continue;
            for (var place = 1; place < order.Length - 1; place++)
                distances[order[place]] += (front[order[place + 1]][objective] - front[order[place - 1]][objective]) / range;
        }

        return distances;
    }

    private static int Compare(double[] one, double[] other)
    {
        for (var i = one.Length - 1; i >= 0; i--)
            if (one[i].CompareTo(other[i]) is not 0 and var order) return order;
        return 0;
    }
}
