using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Randomness;
using SwapScore.Statistics;
using SwapScore.Studies;

namespace SwapScore.Bench.Scoreboard;

/// <summary>How well a metric ranks the rows of a column.</summary>
/// <param name="Rows">Number of rows that have a score.</param>
/// <param name="Spearman">Spearman's correlation with the accuracy, positive where better scores are those of better networks.</param>
/// <param name="Interval">Its 95 % bootstrap interval.</param>
/// <param name="GivenSize">The partial correlation given live multiply-adds; NaN where the score is that size.</param>
/// <param name="GivenSizeInterval">Its 95 % bootstrap interval, of the same resamples.</param>
internal sealed record MetricFigures(int Rows, double Spearman, Interval Interval, double GivenSize, Interval GivenSizeInterval)
{
    private const string Size = "live-flops";

    /// <summary>The figures of a metric; null where fewer than ten rows have a score.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="rows">The rows with what was computed.</param>
    public static MetricFigures? Compute(MetricDescription metric, IEnumerable<(StudyEntry Entry, EvaluationResult Result)> rows)
    {
        var scored = rows.Where(row => row.Result.Metrics.ContainsKey(metric.Name)).ToArray();
        if (scored.Length < 10) return null;
        var sign = metric.Direction == MetricDirection.HigherIsBetter ? 1 : -1;
        var scores = Array.ConvertAll(scored, row => sign * row.Result.Metrics[metric.Name].RankValue);
        var truth = Array.ConvertAll(scored, row => row.Entry.Truth);
        var sizes = Array.ConvertAll(scored, row => row.Result.Metrics[Size].Mean);

        // The same draws for all three correlations: their resamples belong together.
        var key = RandomKey.FromSeed(0);
        var withTruth = Bootstrap.Resamples([scores, sizes], truth, key);
        var withSize = Bootstrap.Resamples([scores], sizes, key)[0];
        var partial = Enumerable.Range(0, withSize.Length).Select(i => Partial(withTruth[0][i], withSize[i], withTruth[1][i]));
        return new MetricFigures(
            scored.Length, Statistics.Spearman.Compute(scores, truth), Bootstrap.Middle(withTruth[0]), PartialSpearman.Compute(scores, truth, sizes), Bootstrap.Middle(partial));
    }

    private static double Partial(double scoresTruth, double scoresSize, double truthSize) =>
        Paired.Coefficient(scoresTruth - scoresSize * truthSize, 1 - scoresSize * scoresSize, 1 - truthSize * truthSize);
}
