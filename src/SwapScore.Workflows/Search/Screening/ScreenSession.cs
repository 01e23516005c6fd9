using SwapScore.Search;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Search.Screening;

/// <summary>Keeps the best of many architectures, for a costlier method that can look at few.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class ScreenSession(WorkflowContext workflows)
{
    /// <summary>Scores the candidates and keeps the fittest.</summary>
    /// <param name="options">Which and how.</param>
    /// <param name="progress">Is told after every architecture.</param>
    /// <param name="cancellation">Stops the screening; the best of what is scored by then is kept.</param>
    /// <exception cref="OperationCanceledException">The screening was stopped before anything was scored.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, samples cannot be read, or nothing could be scored.</exception>
    public async Task<ScreenOutcome> RunAsync(ScreenOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();
        var (space, task) = (options.Space, options.Task);
        var batch = workflows.LoadBatch(options.Samples);
        var evaluation = options.Regularization.Resolve(options.Evaluation, space, task, batch.Shape, options.Threads);
        var fitness = options.Fitness.Create(evaluation, options.Regularization, space, task, batch.Shape, options.Threads);
        await using var evaluator = workflows.OpenEvaluator(batch, options.Threads);
        var scoring = new SearchScoring(space, task, evaluator, evaluation, (batch.Shape, batch.Fingerprint));
        try
        {
            await foreach (var candidate in scoring.ScoreAsync(options.Candidates, cancellation).ConfigureAwait(false))
            {
                fitness.Add(candidate);
                progress?.Report(new WorkProgress(candidate.Number, options.Candidates.Count));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && scoring.Candidates.Count > 0)
        {
            // The best of what is scored is kept: it took its time.
        }

        fitness.EndEpoch();
        var kept = scoring.Best(fitness, options.Keep);
        return new ScreenOutcome(options, scoring, fitness, kept, evaluation, batch, isComplete: !cancellation.IsCancellationRequested);
    }
}
