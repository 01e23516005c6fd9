using System.Collections.Immutable;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Studies;

/// <summary>Scores every architecture of a table of ground truth and says how well each metric ranks them.</summary>
/// <param name="evaluator">What scores.</param>
/// <param name="clock">Times the run; the times are reported and play no other part.</param>
public sealed class StudyRunner(IEvaluator evaluator, TimeProvider clock)
{
    /// <summary>
    /// The trivial baselines every study reports: the sizes that any network has.
    /// </summary>
    public static ImmutableArray<string> Baselines { get; } =
    [
        .. MetricCatalog.Standard.Descriptions.Where(metric => metric.IsBaseline).Select(metric => metric.Name)
            .Where(name => name != MetricCatalog.WithoutEmbeddings),
    ];

    /// <summary>Whether the statistics for choosing have intervals: they take longer than all other statistics. Default: false.</summary>
    public bool HasChoiceIntervals { get; init; }

    /// <summary>Threads that share these intervals; they do not change a value. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Runs a study, or the rest of one.</summary>
    /// <param name="definition">The study: space, table, metrics and samples.</param>
    /// <param name="entries">The architectures, in table order.</param>
    /// <param name="store">Where rows go as they come, and what an earlier run left; null to keep nothing.</param>
    /// <param name="progress">Told after every architecture.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is stored.</param>
    /// <exception cref="OperationCanceledException">The study was stopped.</exception>
    /// <exception cref="OutputException">A row could not be written; the earlier ones stay.</exception>
    public async Task<StudyReport> RunAsync(
        StudyDefinition definition,
        IReadOnlyList<StudyEntry> entries,
        StudyStore? store = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(entries);
        var started = clock.GetTimestamp();
        var scored = new List<EvaluationResult>(store?.Restored ?? []);
        var seconds = new EvaluationSeconds();
        progress?.Report(new WorkProgress(scored.Count, entries.Count));

        var requests = entries.Skip(scored.Count).Select(entry => Request(definition, entry)).ToList();
        await foreach (var result in evaluator.EvaluateAsync(requests, cancellation).ConfigureAwait(false))
        {
            var checkedResult = WithPublished(WithoutUndefined(result), entries[scored.Count], definition);
            store?.Append(entries[scored.Count], checkedResult);
            scored.Add(checkedResult);
            seconds = seconds.Plus(result.Seconds);
            progress?.Report(new WorkProgress(scored.Count, entries.Count));
        }

        var evaluated = clock.GetTimestamp();
        var results = scored.WithAggregates(definition.Aggregates);
        var statistics = StudyStatistics.Create(definition, entries, results, evaluator.Catalog, HasChoiceIntervals, Threads);
        return new StudyReport
        {
            Definition = definition,
            Architectures = results.Count(result => result.Failure is null),
            Correlations = [.. statistics.Correlations],
            Statistics = statistics,
            Agreements = ValueDictionary<ValueList<TermAgreement>>.Create(definition.Aggregates.Select(
                aggregate => KeyValuePair.Create(aggregate.Text, PoolScores.Agreements(results, aggregate).ToValueList()))),
            Evaluated = [.. entries.Zip(results)],
            Failures = [.. Failures(entries, results)],
            CutOff = [.. entries.Zip(results).Where(pair => pair.Second.IsCutOff).Select(pair => pair.First.Row)],
            Seconds = seconds,
            TotalSeconds = clock.GetElapsedTime(started).TotalSeconds,
            StatisticsSeconds = clock.GetElapsedTime(evaluated).TotalSeconds,
        };
    }

    /// <summary>The evaluation of one entry: the metrics asked for, then the baselines.</summary>
    internal static EvaluationRequest Request(StudyDefinition definition, StudyEntry entry) => new(
        definition.Space,
        entry.Architecture,
        definition.Options with { Metrics = [.. definition.Options.Metrics.Union(Baselines)] },
        definition.BatchFingerprint)
    {
        Task = definition.Task,
    };

    /// <summary>The values of the table beside ours; a row for which the table has none goes without.</summary>
    private static EvaluationResult WithPublished(EvaluationResult result, StudyEntry entry, StudyDefinition definition)
    {
        var published = definition.Columns.Where(TableMetric.Is)
            .Where(metric => result.Failure is null && entry.Published.ContainsKey(metric[TableMetric.Prefix.Length..])).ToList();
        return published.Count == 0
            ? result
            : result with
            {
                Metrics = result.Metrics
                    .Concat(published.Select(metric =>
                        KeyValuePair.Create(metric, new MetricScore([entry.Published[metric[TableMetric.Prefix.Length..]]]))))
                    .ToDictionary(),
            };
    }

    /// <summary>
    /// A score that is not a number cannot be ranked: the architecture goes without that metric, and is a failure where none of those asked
    /// for is left.
    /// </summary>
    private static EvaluationResult WithoutUndefined(EvaluationResult result)
    {
        var undefined = new Dictionary<string, string>(result.Undefined);
        foreach (var (metric, score) in result.Metrics.Where(pair => double.IsNaN(pair.Value.RankValue)))
            undefined[metric] = "not a number";
        if (undefined.Count == 0) return result;
        var checkedResult = result with { Undefined = undefined, Metrics = result.Metrics.Where(pair => !undefined.ContainsKey(pair.Key)).ToDictionary() };
        return checkedResult.Metrics.Keys.Except(Baselines).Any() ? checkedResult : result.AsFailure(checkedResult.Missing!);
    }

    private static IEnumerable<RowFailure> Failures(IReadOnlyList<StudyEntry> entries, IReadOnlyList<EvaluationResult> results) =>
        from pair in entries.Zip(results)
        where pair.Second.Missing is not null
        select new RowFailure(pair.First.Row, pair.First.Text, pair.Second.Missing!);
}
