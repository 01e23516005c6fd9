using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Randomness;
using SwapScore.Statistics;

namespace SwapScore.Studies;

/// <summary>The correlations of a study.</summary>
internal static class StudyStatistics
{
    public static IReadOnlyList<MetricCorrelation> Correlations(
        StudyDefinition definition, IReadOnlyList<StudyEntry> entries, IReadOnlyList<EvaluationResult> results, MetricCatalog catalog)
    {
        var scored = entries.Zip(results).Where(pair => pair.Second.Failure is null).ToList();

        // One key for all: every metric is resampled on the same architectures, so that intervals can be compared.
        var key = RandomKey.FromSeed(definition.Options.Seed);
        return
        [
            .. from name in definition.Columns.Union(StudyRunner.Baselines)
               let pairs = scored.Where(pair => pair.Second.Metrics.ContainsKey(name)).ToArray()
               let scores = Array.ConvertAll(pairs, pair => pair.Second.Metrics[name])
               let values = Array.ConvertAll(scores, score => score.RankValue)
               let truth = Array.ConvertAll(pairs, pair => pair.First.Truth)
               select new MetricCorrelation(TableMetric.Describe(name, catalog), Correlation.Compute(values, truth, key), SingleRepeat(scores, truth)),
        ];
    }

    private static MetricScore? SingleRepeat(MetricScore[] scores, double[] truth)
    {
        var repeats = scores.Length == 0 ? 0 : scores[0].Values.Count;
        return repeats < 2 || scores.Any(score => score.Values.Count != repeats || score.LogMean is not null)
            ? null
            : new MetricScore([.. Enumerable.Range(0, repeats)
                .Select(repeat => Spearman.Compute(Array.ConvertAll(scores, score => score.Values[repeat]), truth))]);
    }
}
