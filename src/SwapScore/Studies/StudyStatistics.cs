using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Randomness;
using SwapScore.Statistics;
using SwapScore.Values;

namespace SwapScore.Studies;

/// <summary>The correlations of a study.</summary>
internal static class StudyStatistics
{
    public static IReadOnlyList<MetricCorrelation> Correlations(
        StudyDefinition definition, IReadOnlyList<StudyEntry> entries, IReadOnlyList<EvaluationResult> results, MetricCatalog catalog)
    {
        var scored = entries.Zip(results).Where(pair => pair.Second.Failure is null).ToArray();
        string[] names = [.. definition.Reported];

        // One key for all: every metric is resampled on the same architectures, so that intervals can be compared.
        var key = RandomKey.FromSeed(definition.Options.Seed);
        var found = new Dictionary<string, MetricCorrelation>();
        foreach (var metrics in names.GroupBy(name => Rows(scored, name)))
        {
            // Metrics that have a value for the same architectures share the truth, its ranks and its resamples.
            var pairs = metrics.Key.Select(row => scored[row]).ToArray();
            var truth = Array.ConvertAll(pairs, pair => pair.First.Truth);
            var ranks = Ranks.Compute(truth);
            var scores = metrics.Select(name => Array.ConvertAll(pairs, pair => pair.Second.Metrics[name])).ToArray();
            var values = Array.ConvertAll(scores, one => Array.ConvertAll(one, score => score.RankValue));
            foreach (var (name, one, correlation) in metrics.Zip(scores, Correlation.Compute(values, truth, key)))
                found[name] = new MetricCorrelation(definition.Describe(name, catalog), correlation, SingleRepeat(one, ranks));
        }

        return [.. names.Select(name => found[name])];
    }

    /// <summary>The architectures that have a value of a metric.</summary>
    private static ValueList<int> Rows((StudyEntry Entry, EvaluationResult Result)[] scored, string name) =>
        [.. Enumerable.Range(0, scored.Length).Where(row => scored[row].Result.Metrics.ContainsKey(name))];

    private static MetricScore? SingleRepeat(MetricScore[] scores, double[] truthRanks)
    {
        var repeats = scores.Length == 0 ? 0 : scores[0].Values.Count;
        return repeats < 2 || scores.Any(score => score.Values.Count != repeats || score.LogMean is not null)
            ? null
            : new MetricScore([.. Enumerable.Range(0, repeats)
                .Select(repeat => Pearson.Compute(Ranks.Compute(Array.ConvertAll(scores, score => score.Values[repeat])), truthRanks))]);
    }
}
