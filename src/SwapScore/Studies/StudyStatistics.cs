using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Randomness;
using SwapScore.Statistics;

namespace SwapScore.Studies;

/// <summary>The correlations of a study.</summary>
internal static class StudyStatistics
{
    public static IReadOnlyList<MetricCorrelation> Correlations(
        StudyDefinition definition, IReadOnlyList<StudyEntry> entries, IReadOnlyList<EvaluationResult> results)
    {
        var scored = entries.Zip(results).Where(pair => pair.Second.Failure is null).ToList();
        var truth = scored.Select(pair => pair.First.Truth).ToArray();

        // One key for all: every metric is resampled on the same architectures, so that intervals can be compared.
        var key = RandomKey.FromSeed(definition.Options.Seed);
        return
        [
            .. from name in definition.Options.Metrics.Union(StudyRunner.Baselines)
               let values = scored.Select(pair => pair.Second.Metrics[name].RankValue).ToArray()
               select new MetricCorrelation(MetricCatalogue.Find(name)!, Correlation.Of(values, truth, key)),
        ];
    }
}
