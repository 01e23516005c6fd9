using SwapScore.Evaluation;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Latency;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Scoring;

/// <summary>Ranks architectures of a search space.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class ScoringSession(WorkflowContext workflows)
{
    /// <summary>Scores the architectures and ranks them.</summary>
    /// <param name="options">Which and how.</param>
    /// <param name="progress">Is told after every architecture.</param>
    /// <param name="notes">Receives warnings.</param>
    /// <param name="cancellation">Stops the session; what is scored by then is ranked.</param>
    /// <exception cref="OperationCanceledException">The session was stopped before anything was scored.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or the samples cannot be read.</exception>
    public async Task<ScoringOutcome> RunAsync(
        ScoringOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();
        var latencies = options.LatencyTable is { } path ? LatencyEstimates.Read(path, options.Space, options.Task, options.Entries.Select(entry => entry.Text)) : null;
        var started = workflows.Clock.GetTimestamp();
        var batch = workflows.LoadBatch(options.Samples);
        var evaluation = options.Regularization.Resolve(options.Evaluation, options.Space, options.Task, batch.Shape, options.Threads);
        var requests = options.Entries
            .Select(entry => new EvaluationRequest(options.Space.Name, entry.Text, SizeShare.WithSize(evaluation), batch.Fingerprint) { Task = options.Task.Name })
            .ToList();
        await using var evaluator = workflows.OpenEvaluator(batch, options.Threads);
        var results = await ResultCollector.CollectAsync(
            evaluator.EvaluateAsync(requests, cancellation),
            done => progress?.Report(new WorkProgress(done, requests.Count)),
            cancellation).ConfigureAwait(false);

        var ranking = new Ranking(options.Columns, evaluation.Metrics, options.Entries, results) { Latencies = latencies };
        foreach (var (entry, _) in ranking.Ranked.Where(pair => pair.Result.IsCutOff))
            notes.Warn($"{entry.Label} is cut off from its input: its score says nothing of the samples");
        var seconds = workflows.Clock.GetElapsedTime(started).TotalSeconds;
        return new ScoringOutcome(ranking, ScoreDocument.Create(options.Space, options.Task, evaluation, batch, options.Threads, seconds, ranking))
        {
            Total = requests.Count,
            Evaluation = evaluation,
            Samples = batch.Description,
            Threads = options.Threads,
        };
    }
}
