using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Truth;
using SwapScore.Values;

namespace SwapScore.Studies;

/// <summary>A study that was computed in shards, put together again.</summary>
/// <param name="Definition">The whole study.</param>
/// <param name="Evaluated">Every architecture with its result, in table order.</param>
/// <param name="Unusable">Rows of the table that could not be used.</param>
public sealed record StudyShards(StudyDefinition Definition, ValueList<(StudyEntry Entry, EvaluationResult Result)> Evaluated, ValueList<RowFailure> Unusable)
{
    private const int MostNamed = 5;

    /// <summary>Reads the run folders of all shards of one study.</summary>
    /// <param name="folders">The folders, in any order.</param>
    /// <exception cref="UsageException">They are of different studies, or some are missing, doubled or not finished.</exception>
    /// <exception cref="InputException">One of them is damaged, or holds no study.</exception>
    public static StudyShards Read(IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var shards = folders.Select(StudyShardFolder.Open).ToList();
        RequireOneStudy(shards);
        RequireAll(shards);
        List<(StudyEntry Entry, EvaluationResult Result)> evaluated = [.. shards.SelectMany(shard => shard.ReadResults()).OrderBy(one => one.Entry.Row)];
        var rows = evaluated.Select(one => one.Entry.Row).ToHashSet();
        return new StudyShards(
            shards[0].Definition with { Shard = null }, [.. evaluated], [.. shards[0].ReadFailures().Where(failure => !rows.Contains(failure.Row))]);
    }

    /// <summary>The report of the whole, as if it had been computed in one piece.</summary>
    /// <param name="store">Where the rows go.</param>
    /// <param name="hasChoiceIntervals">Whether the statistics for choosing have intervals.</param>
    /// <param name="clock">Times the work; the times are reported and play no other part.</param>
    /// <exception cref="OutputException">A row cannot be written.</exception>
    public async Task<StudyReport> ReportAsync(StudyStore store, bool hasChoiceIntervals, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        await using var known = new KnownEvaluator([.. Evaluated.Select(one => one.Result)]);
        var report = await new StudyRunner(known, clock) { HasChoiceIntervals = hasChoiceIntervals }
            .RunAsync(Definition, Entries, store).ConfigureAwait(false);
        return report with { Failures = [.. report.Failures.Concat(Unusable).OrderBy(failure => failure.Row)] };
    }

    /// <summary>All architectures, in table order.</summary>
    public IReadOnlyList<StudyEntry> Entries => [.. Evaluated.Select(one => one.Entry)];

    private static void RequireOneStudy(List<StudyShardFolder> shards)
    {
        foreach (var shard in shards.Skip(1))
        {
            var differences = shards[0].DifferencesFrom(shard).ToList();
            if (differences.Count > 0)
                throw new UsageException($"{shards[0].Path} and {shard.Path} are shards of different studies: {string.Join("; ", differences)}", "compute them with the same options");
        }
    }

    private static void RequireAll(List<StudyShardFolder> shards)
    {
        if (shards.GroupBy(shard => shard.Shard.Index).FirstOrDefault(group => group.Count() > 1)?.ToList() is [var first, var second, ..])
            throw new UsageException($"{first.Path} and {second.Path} are both shard {first.Shard}", "leave one of them out");
        var count = shards[0].Shard.Count;
        if (shards.Count < count)
        {
            var missing = Enumerable.Range(1, count).Except(shards.Select(shard => shard.Shard.Index)).ToList();
            var more = missing.Count > MostNamed ? $" and {missing.Count - MostNamed} more" : "";
            throw new UsageException($"shards are missing: {string.Join(", ", missing.Take(MostNamed).Select(index => $"{index}/{count}"))}{more}", "give the folders of all of them");
        }

        if (shards.Find(shard => !shard.IsFinished) is { } unfinished)
            throw new UsageException($"shard {unfinished.Shard} in {unfinished.Path} is not finished", "resume it first");
    }

    /// <summary>Hands out results that there are.</summary>
    private sealed class KnownEvaluator(IReadOnlyList<EvaluationResult> results) : IEvaluator
    {
        public MetricCatalog Catalog => MetricCatalog.Standard;

        public IAsyncEnumerable<EvaluationResult> EvaluateAsync(IReadOnlyList<EvaluationRequest> requests, CancellationToken cancellation = default) => results.ToAsyncEnumerable();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
