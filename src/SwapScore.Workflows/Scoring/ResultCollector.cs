using SwapScore.Evaluation;

namespace SwapScore.Workflows.Scoring;

/// <summary>Gathers results for a ranking.</summary>
internal static class ResultCollector
{
    /// <summary>All results; after a cancellation those there are by then, at least one.</summary>
    /// <param name="results">The results as they come.</param>
    /// <param name="count">Is told how many there are, after each.</param>
    /// <param name="cancellation">Stops gathering.</param>
    /// <exception cref="OperationCanceledException">It was stopped before there was a result.</exception>
    public static async Task<List<EvaluationResult>> CollectAsync(
        IAsyncEnumerable<EvaluationResult> results, Action<int> count, CancellationToken cancellation)
    {
        var finished = new List<EvaluationResult>();
        try
        {
            await foreach (var result in results.ConfigureAwait(false))
            {
                finished.Add(result);
                count(finished.Count);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && finished.Count > 0)
        {
            // What is there is ranked: it took its time.
        }

        return finished;
    }
}
