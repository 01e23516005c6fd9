using SwapScore.Metrics;

namespace SwapScore.Workflows.Scoring;

/// <summary>
/// Gives ranks, and finds ties. A network is tied with the one above it when the mean difference of their values over the repeats both have is
/// at most its standard error. The difference is paired: repeats with the same number share their draws, so it is less noisy than either score.
/// </summary>
internal static class Places
{
    /// <summary>What the sign of a tie means; said below tables that show one.</summary>
    public const string TieMeaning = "≈ before a rank: the score equals the one above, or differs from it by no more than the error of the difference";

    /// <param name="scores">The scores, best first; null or NaN for those without one, which come last.</param>
    /// <param name="repeats">Values of a score by its place, for scores without repeats of their own: <see cref="AggregateErrors"/>. Default: none.</param>
    public static IReadOnlyList<Place> Create(IReadOnlyList<MetricScore?> scores, Func<int, MetricScore?>? repeats = null)
    {
        var ranks = Ranks([.. scores.Select(score => score?.RankValue ?? double.NaN)]);
        return
        [
            .. ranks.Select((rank, i) => new Place(rank, rank is not null && i > 0
                && (scores[i - 1]!.RankValue.Equals(scores[i]!.RankValue) || AreTied(repeats?.Invoke(i - 1) ?? scores[i - 1]!, repeats?.Invoke(i) ?? scores[i]!)))),
        ];
    }

    /// <summary>Ranks from 1; equal values share one, and the next is as much higher as there are of them.</summary>
    /// <param name="values">The values, best first; NaN for those without one.</param>
    public static IReadOnlyList<int?> Ranks(IReadOnlyList<double> values)
    {
        var ranks = new int?[values.Count];
        for (var i = 0; i < ranks.Length && !double.IsNaN(values[i]); i++)
            ranks[i] = i > 0 && values[i].Equals(values[i - 1]) ? ranks[i - 1] : i + 1;
        return ranks;
    }

    private static bool AreTied(MetricScore above, MetricScore below)
    {
        // Values that have all underflowed to zero differ in their logarithms alone.
        if (below.LogMean is not null && (above.Mean == 0 || below.Mean == 0)) return false;
        var difference = new MetricScore([.. above.Values.Zip(below.Values, (first, second) => first - second)]);
        return Math.Abs(difference.Mean) <= difference.StandardError;
    }
}
