using SwapScore.Randomness;
using SwapScore.Statistics;

namespace SwapScore.Studies;

/// <summary>The statistics that matter for choosing networks by a score, with bootstrap intervals.</summary>
internal static class ChoiceStatistics
{
    /// <summary>Names of the statistics, in the order of the values.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. ((string[])["top1", "top10", "topTenth"]).SelectMany(top => ((string[])["Mean", "Best", "Regret", "Rank", "Precision"]).Select(what => top + what)),
        "ndcg", "spearmanBestTenth", "spearmanSizeMatched", "spearmanGivenSize", "weightedKendall", "kendall",
    ];

    /// <summary>All of them for one metric.</summary>
    /// <param name="scores">Scores; higher is better.</param>
    /// <param name="truth">The truth of each row.</param>
    /// <param name="sizes">Live multiply-adds of each row.</param>
    /// <param name="key">Stream of randomness of the intervals; null for none.</param>
    public static IReadOnlyList<ChoiceEstimate> Compute(double[] scores, double[] truth, double[] sizes, RandomKey? key)
    {
        if (truth.Length == 0) return [];
        var strata = SizeStrata.Find(sizes);
        var values = Values(scores, truth, sizes, strata);
        var resamples = key is { } stream ? Resamples(scores, truth, sizes, strata, stream) : null;
        return [.. Names.Select((name, i) => new ChoiceEstimate(name, values[i], resamples is null ? null : Bootstrap.Middle(resamples.Select(one => one[i]))))];
    }

    /// <summary>Rows are drawn as for the interval of Spearman's correlation; each keeps the stratum it has among all rows.</summary>
    private static double[][] Resamples(double[] scores, double[] truth, double[] sizes, int[] strata, RandomKey key)
    {
        var resamples = new double[Bootstrap.DefaultResamples][];
        var (counts, drawn) = (new int[truth.Length], new int[truth.Length]);
        for (var resample = 0; resample < resamples.Length; resample++)
        {
            Bootstrap.Draw(key.Derive(RandomPurpose.Bootstrap, resample), counts);
            for (var (row, next) = (0, 0); row < counts.Length; row++)
                for (var i = 0; i < counts[row]; i++)
                    drawn[next++] = row;
            resamples[resample] = Values(
                Array.ConvertAll(drawn, row => scores[row]), Array.ConvertAll(drawn, row => truth[row]), Array.ConvertAll(drawn, row => sizes[row]), Array.ConvertAll(drawn, row => strata[row]));
        }

        return resamples;
    }

    private static double[] Values(double[] scores, double[] truth, double[] sizes, int[] strata) =>
    [
        .. Values(TopChoice.Compute(scores, truth, 1)),
        .. Values(TopChoice.Compute(scores, truth, 10)),
        .. Values(TopChoice.Compute(scores, truth, TopChoice.CountOf(0.1, truth.Length))),
        DiscountedGain.Compute(scores, truth),
        TopSpearman.Compute(scores, truth),
        SizeStrata.Spearman(scores, truth, strata),
        PartialSpearman.Compute(scores, truth, sizes),
        WeightedKendall.Compute(scores, truth),
        KendallTau.Compute(scores, truth),
    ];

    private static double[] Values(TopChoice top) => [top.Mean, top.Best, top.Regret, top.Rank, top.Precision];
}
