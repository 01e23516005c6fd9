using SwapScore.Metrics;

namespace SwapScore.Evaluation;

/// <summary>
/// Turns requests into results. Studies and searches know only this; behind it may be the cores of this machine, a cache or a
/// cluster. Evaluators are safe for concurrent calls, and a call that is left early stops its work.
/// </summary>
public interface IEvaluator : IAsyncDisposable
{
    /// <summary>The metrics that requests may name. Default: <see cref="MetricCatalog.Standard"/>.</summary>
    MetricCatalog Catalog => MetricCatalog.Standard;

    /// <summary>Evaluates all requests, several at a time, and yields the results in the order of the requests.</summary>
    /// <param name="requests">What to evaluate.</param>
    /// <param name="cancellation">
    /// Stops, inside the evaluations in progress too; what is finished and in order has been yielded before the stream ends with
    /// <see cref="OperationCanceledException"/>.
    /// </param>
    /// <remarks>An architecture that cannot be scored is a result with its <see cref="EvaluationResult.Failure"/>, not an exception.</remarks>
    IAsyncEnumerable<EvaluationResult> EvaluateAsync(IReadOnlyList<EvaluationRequest> requests, CancellationToken cancellation = default);

    /// <summary>Stops evaluations in progress and releases threads and memory. Default: there is nothing to release.</summary>
    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}
