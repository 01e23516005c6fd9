namespace SwapScore.Statistics;

/// <summary>Spearman's correlation within the best part of the rows: whether a score still ranks where all are good.</summary>
internal static class TopSpearman
{
    /// <summary>The correlation over the rows whose truth is at least that of the k-th best, k the part of all rows, rounded up.</summary>
    /// <param name="scores">Scores; higher is better.</param>
    /// <param name="truth">What is true of each row, of the same length.</param>
    /// <param name="part">The part, above 0 and at most 1. Default: a tenth.</param>
    /// <returns>−1 … 1; NaN for fewer than two rows or where one of both is constant.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static double Compute(ReadOnlySpan<double> scores, ReadOnlySpan<double> truth, double part = 0.1)
    {
        Paired.Require(scores, truth);
        if (truth.IsEmpty) return double.NaN;
        var sorted = truth.ToArray();
        Array.Sort(sorted);
        var least = sorted[^TopChoice.CountOf(part, truth.Length)];
        var (x, y) = (new List<double>(), new List<double>());
        for (var i = 0; i < truth.Length; i++)
        {
            if (truth[i] < least) continue;
            x.Add(scores[i]);
            y.Add(truth[i]);
        }

        return Spearman.Compute([.. x], [.. y]);
    }
}
