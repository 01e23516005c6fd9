namespace SwapScore.Statistics;

/// <summary>What is got by taking the k rows of the highest scores. Where scores are equal at the border, it is the expectation over all ways to choose.</summary>
/// <param name="Count">k, at most the number of rows.</param>
/// <param name="Mean">Mean truth of the k rows.</param>
/// <param name="Best">Truth of the best of them.</param>
/// <param name="Regret">How much the best of all rows is better than the best of them, 0 or more.</param>
/// <param name="Rank">Rank of the best of them among all rows by truth: one more than the number of rows that are better.</param>
/// <param name="Precision">Share of the k rows whose truth is at least that of the k-th best row, 0 … 1.</param>
internal sealed record TopChoice(int Count, double Mean, double Best, double Regret, double Rank, double Precision)
{
    /// <summary>So many rows are a part of all: rounded up.</summary>
    /// <param name="part">The part, above 0 and at most 1.</param>
    /// <param name="rows">Number of rows.</param>
    public static int CountOf(double part, int rows) => (int)Math.Ceiling(part * rows);

    /// <summary>What the k rows of the highest scores are worth.</summary>
    /// <param name="scores">Scores; higher is better.</param>
    /// <param name="truth">What is true of each row, of the same length; higher is better.</param>
    /// <param name="count">k, at least 1; all rows where there are fewer.</param>
    /// <exception cref="ArgumentException">The lengths differ, a value is NaN or there is no row.</exception>
    public static TopChoice Compute(ReadOnlySpan<double> scores, ReadOnlySpan<double> truth, int count)
    {
        Paired.Require(scores, truth);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (truth.IsEmpty) throw new ArgumentException("there is nothing to choose from", nameof(truth));
        count = Math.Min(count, truth.Length);
        var (x, y) = (scores.ToArray(), truth.ToArray());
        var descending = truth.ToArray();
        Array.Sort(descending);
        Array.Reverse(descending);

        var order = ScoreOrder.BestFirst(x);
        var (sum, precise, known) = (0.0, 0.0, double.NegativeInfinity);
        var (best, rank) = (0.0, 0.0);
        foreach (var (start, end, taken) in ScoreOrder.Groups(x, order, count))
        {
            var group = Array.ConvertAll(order[start..end], row => y[row]);
            var share = (double)taken / group.Length;
            sum += share * group.Sum();
            precise += share * group.Count(value => value >= descending[count - 1]);
            (best, rank) = (0, 0);
            foreach (var (value, chance) in BestOf(group, taken))
            {
                var found = Math.Max(known, value);
                best += chance * found;
                rank += chance * RankOf(descending, found);
            }

            known = Math.Max(known, group.Max());
        }

        return new TopChoice(count, sum / count, best, Math.Max(0, descending[0] - best), rank, precise / count);
    }

    /// <summary>The best of so many drawn from some: every value with its chance to be it.</summary>
    private static IEnumerable<(double Value, double Chance)> BestOf(double[] values, int drawn)
    {
        Array.Sort(values);
        Array.Reverse(values);

        // That none of the better ones is drawn, times that this one is.
        var none = 1.0;
        for (var i = 0; i <= values.Length - drawn; i++)
        {
            var left = values.Length - i;
            yield return (values[i], none * drawn / left);
            none *= (double)(left - drawn) / left;
        }
    }

    private static int RankOf(double[] descending, double value)
    {
        var (low, high) = (0, descending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (descending[middle] > value) low = middle + 1;
            else high = middle;
        }

        return low + 1;
    }
}
