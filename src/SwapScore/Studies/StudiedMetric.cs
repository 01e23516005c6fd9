using SwapScore.Metrics;
using SwapScore.Randomness;
using SwapScore.Statistics;
using SwapScore.Values;

namespace SwapScore.Studies;

/// <summary>A metric of a study with all that its statistics come from.</summary>
/// <param name="Correlation">Its correlation with the truth.</param>
/// <param name="Rows">The architectures that have a value, ascending.</param>
/// <param name="Values">Their values as they are ranked.</param>
/// <param name="Truth">Their truth.</param>
/// <param name="Sizes">Their live multiply-adds.</param>
/// <param name="Resamples">Spearman's correlation of every resample of them.</param>
internal sealed record StudiedMetric(
    MetricCorrelation Correlation, ValueList<int> Rows, double[] Values, double[] Truth, double[] Sizes, double[] Resamples)
{
    /// <summary>The values with the direction of the metric: higher is better.</summary>
    public double[] Better => Turned(Values);

    /// <summary>How much better one metric ranks than another, over the architectures that have values of both.</summary>
    public static StudyComparison Compare(StudiedMetric first, StudiedMetric second, RandomKey key) =>
        new(first.Correlation.Metric.Name, second.Correlation.Metric.Name, Difference(first, second, key));

    private static PairedDifference Difference(StudiedMetric first, StudiedMetric second, RandomKey key)
    {
        if (first.Rows.Equals(second.Rows))
        {
            return PairedDifference.From(
                first.Truth.Length, first.Correlation.DirectedSpearman - second.Correlation.DirectedSpearman, first.Turned(first.Resamples), second.Turned(second.Resamples));
        }

        var common = first.Rows.Intersect(second.Rows).ToHashSet();
        return PairedDifference.Compute(first.Of(common, first.Better), second.Of(common, second.Better), first.Of(common, first.Truth), key);
    }

    private double[] Of(HashSet<int> rows, double[] values) => [.. Rows.Zip(values).Where(pair => rows.Contains(pair.First)).Select(pair => pair.Second)];

    private double[] Turned(double[] values) =>
        Correlation.Metric.Direction == MetricDirection.HigherIsBetter ? values : Array.ConvertAll(values, value => -value);
}
