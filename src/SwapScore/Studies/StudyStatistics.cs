using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Studies;

/// <summary>The correlations of a study.</summary>
internal static class StudyStatistics
{
    public static IReadOnlyList<MetricCorrelation> Correlations(
        StudyDefinition definition, IReadOnlyList<StudyEntry> entries, IReadOnlyList<EvaluationResult> results)
    {
        var scored = entries.Zip(results).Where(pair => pair.Second.Failure is null).ToList();
        var truth = scored.Select(pair => pair.First.Truth).ToArray();
        return
        [
            .. definition.Options.Metrics.Union(StudyRunner.Baselines)
                .Select(metric => Correlate(metric, [.. scored.Select(pair => pair.Second.Metrics[metric].RankValue)], truth)),
        ];
    }

    private static MetricCorrelation Correlate(string metric, double[] values, double[] truth) => new()
    {
        Metric = MetricCatalogue.Find(metric)!,
        Architectures = Math.Min(values.Length, truth.Length),
        Spearman = double.NaN,
        SpearmanLow = double.NaN,
        SpearmanHigh = double.NaN,
        Kendall = double.NaN,
        Pearson = double.NaN,
    };
}
