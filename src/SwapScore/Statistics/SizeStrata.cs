namespace SwapScore.Statistics;

/// <summary>
/// Rows of about one size: stratum <c>⌊10·b/n⌋</c> holds the rows with b of n rows smaller, so there are at most ten, of about as many rows each, and rows of
/// equal size are never parted.
/// </summary>
internal static class SizeStrata
{
    private const int Strata = 10;

    /// <summary>The stratum of every row, from 0.</summary>
    /// <param name="sizes">Sizes.</param>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static int[] Find(ReadOnlySpan<double> sizes)
    {
        Paired.RequireNumbers(sizes, nameof(sizes));
        var order = Ranks.Order(sizes);
        var strata = new int[order.Length];
        for (var (i, below) = (0, 0); i < order.Length; i++)
        {
            if (sizes[order[i]] != sizes[order[below]]) below = i;
            strata[order[i]] = (int)((long)Strata * below / order.Length);
        }

        return strata;
    }

    /// <summary>
    /// Spearman's correlation among rows of about one size: the mean over the strata, each weighing as many rows as it has. A stratum of fewer than two rows, or
    /// in which one of both is constant, has none.
    /// </summary>
    /// <param name="scores">Scores.</param>
    /// <param name="truth">What is true of each row, of the same length.</param>
    /// <param name="strata">The stratum of each row, of the same length.</param>
    /// <returns>−1 … 1; NaN where no stratum has a correlation.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a value is NaN.</exception>
    public static double Spearman(ReadOnlySpan<double> scores, ReadOnlySpan<double> truth, ReadOnlySpan<int> strata)
    {
        Paired.Require(scores, truth);
        if (strata.Length != truth.Length) throw new ArgumentException($"{truth.Length} rows cannot have {strata.Length} strata", nameof(strata));
        var (sum, rows) = (0.0, 0);
        for (var stratum = 0; stratum < Strata; stratum++)
        {
            var (x, y) = (new List<double>(), new List<double>());
            for (var i = 0; i < truth.Length; i++)
            {
                if (strata[i] != stratum) continue;
                x.Add(scores[i]);
                y.Add(truth[i]);
            }

            var correlation = Statistics.Spearman.Compute([.. x], [.. y]);
            if (double.IsNaN(correlation)) continue;
            sum += correlation * x.Count;
            rows += x.Count;
        }

        return sum / rows;
    }
}
