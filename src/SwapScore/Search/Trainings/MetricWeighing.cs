namespace SwapScore.Search.Trainings;

/// <summary>
/// Ranks candidates by a weighted sum of their metrics. The values of a metric are replaced by ranks among all candidates, brought to 0 … 1, ties
/// sharing their mean: so metrics of any scale can be added.
/// </summary>
internal sealed class MetricWeighing
{
    private readonly double[][] _places;

    /// <param name="pool">The candidates, each with a score per metric.</param>
    public MetricWeighing(IReadOnlyList<Candidate> pool)
    {
        Metrics = pool[0].Scores.Count;
        var columns = Enumerable.Range(0, Metrics).Select(metric => Places([.. pool.Select(candidate => candidate.Scores[metric])])).ToArray();
        _places = [.. pool.Select((_, i) => Array.ConvertAll(columns, column => column[i]))];
    }

    /// <summary>Number of metrics.</summary>
    public int Metrics { get; }

    /// <summary>The candidate of the highest weighted sum, the earlier one of equals; null where none is wanted.</summary>
    /// <param name="weights">One weight per metric.</param>
    /// <param name="isWanted">Whether a candidate counts, by its index.</param>
    public int? Best(double[] weights, Func<int, bool> isWanted)
    {
        var (best, highest) = ((int?)null, double.NegativeInfinity);
        for (var i = 0; i < _places.Length; i++)
        {
            var sum = 0.0;
            for (var metric = 0; metric < weights.Length; metric++)
                sum += weights[metric] * _places[i][metric];
            if ((best is null || sum > highest) && isWanted(i)) (best, highest) = (i, sum);
        }

        return best;
    }

    /// <summary>The ranks of a candidate by all metrics, 0 … 1.</summary>
    public double[] PlacesOf(int index) => _places[index];

    private static double[] Places(double[] values)
    {
        var seen = new SeenValues();
        foreach (var value in values)
            seen.Add(value);
        return Array.ConvertAll(values, value =>
        {
            var (below, end) = seen.Place(value);
            return (below + end) / 2.0 / values.Length;
        });
    }
}
