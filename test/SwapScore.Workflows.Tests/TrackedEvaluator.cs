using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Workflows.Tests;

/// <summary>An evaluator that knows whether it was disposed.</summary>
internal sealed class TrackedEvaluator(IEvaluator inner) : IEvaluator
{
    public bool IsDisposed { get; private set; }

    public MetricCatalog Catalog => inner.Catalog;

    public IAsyncEnumerable<EvaluationResult> EvaluateAsync(IReadOnlyList<EvaluationRequest> requests, CancellationToken cancellation = default) =>
        inner.EvaluateAsync(requests, cancellation);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return inner.DisposeAsync();
    }
}
