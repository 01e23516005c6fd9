using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Studies;
using SwapScore.Studies.Ablation;
using SwapScore.Values;

namespace SwapScore.Workflows.Studies.Ablation;

/// <summary>Repeats a study at every setting of a grid, with several seeds each.</summary>
/// <param name="load">Reads the samples of a setting; the seed is that of noise.</param>
/// <param name="evaluator">What scores on some samples; it is disposed after each study.</param>
/// <param name="clock">Times the studies; the times play no part.</param>
internal sealed class AblationRunner(Func<AblationSetting, long, Batch> load, Func<Batch, IEvaluator> evaluator, TimeProvider clock)
{
    /// <summary>Runs the studies of a grid, or the rest of them.</summary>
    /// <param name="grid">What is varied.</param>
    /// <param name="study">What is not: space, task, metrics, ground truth and the first seed; samples, repeats and initialiser are the grid's.</param>
    /// <param name="entries">The architectures, in table order.</param>
    /// <param name="cache">Where every study is kept; null to keep nothing.</param>
    /// <param name="progress">Told after every architecture of every study.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is kept.</param>
    /// <returns>A point a setting, in the order of the grid.</returns>
    public async Task<IReadOnlyList<AblationPoint>> RunAsync(
        AblationGrid grid,
        StudyDefinition study,
        IReadOnlyList<StudyEntry> entries,
        StudyCache? cache = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(entries);
        var settings = AblationSetting.All(grid.Validated()).ToList();
        var total = settings.Count * grid.Seeds * entries.Count;
        var points = new List<AblationPoint>();
        var done = 0;
        foreach (var setting in settings)
        {
            var reports = new List<StudyReport>();
            for (var seed = study.Options.Seed; seed < study.Options.Seed + grid.Seeds; seed++)
            {
                reports.Add(await RunAsync(setting, seed, study, entries, cache, new Offset(progress, done, total), cancellation).ConfigureAwait(false));
                done += entries.Count;
            }

            points.Add(PointOf(setting, reports));
        }

        return points;
    }

    private async Task<StudyReport> RunAsync(
        AblationSetting setting,
        long seed,
        StudyDefinition study,
        IReadOnlyList<StudyEntry> entries,
        StudyCache? cache,
        IProgress<WorkProgress> progress,
        CancellationToken cancellation)
    {
        var batch = load(setting, seed);
        var definition = study with
        {
            Options = study.Options with { Repeats = setting.Repeats, Initializer = setting.Initializer, Seed = seed },
            BatchSize = setting.BatchSize,
            BatchFingerprint = batch.Fingerprint,
        };
        using var store = cache?.Open(definition, entries);
        await using var scorer = evaluator(batch);
        return await new StudyRunner(scorer, clock).RunAsync(definition, entries, store, progress, cancellation).ConfigureAwait(false);
    }

    private static AblationPoint PointOf(AblationSetting setting, List<StudyReport> reports) => new(
        setting,
        reports.Min(report => report.Architectures),
        ValueDictionary<MetricScore>.Create(reports[0].Correlations.Select(one => KeyValuePair.Create(
            one.Metric.Name,
            new MetricScore([.. reports.Select(report => report.Correlations.First(other => other.Metric.Name == one.Metric.Name).Correlation.Spearman)])))),
        reports.SelectMany(report => report.Failures).FirstOrDefault()?.Reason);

    private sealed class Offset(IProgress<WorkProgress>? next, int done, int total) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => next?.Report(new WorkProgress(done + value.Done, total));
    }
}
