using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Randomness;
using SwapScore.Statistics;
using SwapScore.Values;

namespace SwapScore.Studies;

/// <summary>The statistics of a study: correlations with the truth at once, what scores are worth for choosing and comparisons when they are asked for.</summary>
internal sealed class StudyStatistics
{
    // Every network of a space has it; for other evaluators all multiply-adds do.
    private const string Size = "live-flops";

    private readonly IReadOnlyList<StudiedMetric> _metrics;
    private readonly RandomKey _key;
    private readonly bool _hasChoiceIntervals;
    private readonly int _threads;

    private StudyStatistics(IReadOnlyList<StudiedMetric> metrics, RandomKey key, bool hasChoiceIntervals, int threads) =>
        (_metrics, _key, _hasChoiceIntervals, _threads) = (metrics, key, hasChoiceIntervals, threads);

    /// <summary>Every metric with its correlations, in the order of the report.</summary>
    public IReadOnlyList<MetricCorrelation> Correlations => [.. _metrics.Select(metric => metric.Correlation)];

    /// <summary>All pairs of metrics, over the rows that both have; two baselines are not compared.</summary>
    public IReadOnlyList<StudyComparison> Comparisons => field ??=
    [
        .. from first in Enumerable.Range(0, _metrics.Count)
           from second in Enumerable.Range(first + 1, _metrics.Count - first - 1)
           where !(_metrics[first].Correlation.IsBaseline && _metrics[second].Correlation.IsBaseline)
           select StudiedMetric.Compare(_metrics[first], _metrics[second], _key),
    ];

    /// <summary>Per metric, by its name, the statistics that matter for choosing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ChoiceEstimate>> Choice => field ??= FindChoice();

    /// <summary>Correlates every metric of a study.</summary>
    /// <param name="definition">The study.</param>
    /// <param name="entries">Its rows.</param>
    /// <param name="results">Their results, with the scores of aggregates.</param>
    /// <param name="catalog">The metrics there are.</param>
    /// <param name="hasChoiceIntervals">Whether the statistics for choosing have intervals, which take longer than all else of a study.</param>
    /// <param name="threads">Threads that share these; they do not change a value.</param>
    public static StudyStatistics Create(
        StudyDefinition definition, IReadOnlyList<StudyEntry> entries, IReadOnlyList<EvaluationResult> results, MetricCatalog catalog, bool hasChoiceIntervals, int threads)
    {
        var scored = entries.Zip(results).Where(pair => pair.Second.Failure is null).ToArray();
        string[] names = [.. definition.Reported];

        // One key for all: every metric is resampled on the same architectures, so that intervals can be compared.
        var key = RandomKey.FromSeed(definition.Options.Seed);
        var found = new Dictionary<string, StudiedMetric>();
        foreach (var metrics in names.GroupBy(name => Rows(scored, name)))
        {
            // Metrics that have a value for the same architectures share the truth, its ranks and its resamples.
            var pairs = metrics.Key.Select(row => scored[row]).ToArray();
            var truth = Array.ConvertAll(pairs, pair => pair.First.Truth);
            var sizes = Array.ConvertAll(pairs, pair => pair.Second.Metrics.GetValueOrDefault(Size)?.Mean ?? pair.Second.Flops);
            var ranks = Ranks.Compute(truth);
            var scores = metrics.Select(name => Array.ConvertAll(pairs, pair => pair.Second.Metrics[name])).ToArray();
            var values = Array.ConvertAll(scores, one => Array.ConvertAll(one, score => score.RankValue));
            var resamples = Bootstrap.Resamples(values, truth, key);
            var correlations = Correlation.Compute(values, truth, resamples);
            foreach (var (i, name) in metrics.Index())
            {
                var correlation = new MetricCorrelation(definition.Describe(name, catalog), correlations[i], SingleRepeat(scores[i], ranks));
                found[name] = new StudiedMetric(correlation, metrics.Key, values[i], truth, sizes, resamples[i]);
            }
        }

        return new StudyStatistics([.. names.Select(name => found[name])], key, hasChoiceIntervals, threads);
    }

    /// <summary>Two metrics compared; null where one is not part of the study.</summary>
    public StudyComparison? Compare(string first, string second) => Find(first) is { } one && Find(second) is { } other ? StudiedMetric.Compare(one, other, _key) : null;

    private StudiedMetric? Find(string name) => _metrics.FirstOrDefault(metric => metric.Correlation.Metric.Name == name);

    private Dictionary<string, IReadOnlyList<ChoiceEstimate>> FindChoice()
    {
        var found = new IReadOnlyList<ChoiceEstimate>[_metrics.Count];
        Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, i =>
            found[i] = ChoiceStatistics.Compute(_metrics[i].Better, _metrics[i].Truth, _metrics[i].Sizes, _hasChoiceIntervals ? _key : null));
        return _metrics.Zip(found).ToDictionary(pair => pair.First.Correlation.Metric.Name, pair => pair.Second);
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
