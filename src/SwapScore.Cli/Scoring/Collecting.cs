using SwapScore.Cli.Progress;
using SwapScore.Evaluation;

namespace SwapScore.Cli.Scoring;

/// <summary>Gathers results for a ranking.</summary>
internal static class Collecting
{
    /// <summary>All results; when the user stops, those there are by then, at least one.</summary>
    /// <param name="display">Shows how far the work is.</param>
    /// <param name="evaluate">The results, in the order of the entries.</param>
    /// <param name="stop">The user's wish to stop.</param>
    /// <exception cref="OperationCanceledException">The user stops before there is a result.</exception>
    public static Task<List<EvaluationResult>> RunAsync(
        ProgressDisplay display, Func<IProgress<WorkProgress>, IAsyncEnumerable<EvaluationResult>> evaluate, CancellationToken stop) =>
        display.RunAsync(async progress =>
        {
            var finished = new List<EvaluationResult>();
            try
            {
                await foreach (var result in evaluate(progress).ConfigureAwait(false)) finished.Add(result);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested && finished.Count > 0)
            {
                // What is there is shown: it took its time.
            }

            return finished;
        });
}
