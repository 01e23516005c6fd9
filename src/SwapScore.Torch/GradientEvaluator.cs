using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Spaces;

namespace SwapScore.Torch;

/// <summary>
/// Evaluates all metrics by the engine; metrics of gradients that the engine lacks, and those of requests that ask for libtorch or for a graphics card, through
/// libtorch, from one network that is built once. libtorch is loaded when the first request needs it. The engine computes gradients of several architectures at a
/// time, as many as fit half of the machine's memory. libtorch computes one at a time, by one thread.
/// </summary>
public sealed class GradientEvaluator : IEvaluator
{
    private readonly LocalEvaluator _evaluator;

    /// <summary>Prepares an evaluator of one batch.</summary>
    /// <param name="batch">The samples networks are scored on.</param>
    /// <param name="threads">Number of threads, at least 1. It never changes a result.</param>
    /// <param name="spaces">The search spaces requests may name.</param>
    public GradientEvaluator(Batch batch, int threads, IReadOnlyList<ISearchSpace> spaces)
        : this(new BatchStore(batch), threads, spaces)
    {
    }

    /// <summary>Prepares an evaluator of any number of batches.</summary>
    /// <param name="batches">The samples that requests name.</param>
    /// <param name="threads">Number of threads, at least 1. It never changes a result.</param>
    /// <param name="spaces">The search spaces requests may name.</param>
    public GradientEvaluator(IBatchStore batches, int threads, IReadOnlyList<ISearchSpace> spaces)
    {
        _evaluator = new LocalEvaluator(batches, threads, spaces, MetricCatalog.Standard, new TorchGradients());
    }

    /// <inheritdoc/>
    public MetricCatalog Catalog => _evaluator.Catalog;

    /// <inheritdoc/>
    /// <exception cref="UnavailableException">A request needs libtorch, or a device, and it is not there.</exception>
    public IAsyncEnumerable<EvaluationResult> EvaluateAsync(IReadOnlyList<EvaluationRequest> requests, CancellationToken cancellation = default) =>
        _evaluator.EvaluateAsync(requests, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _evaluator.DisposeAsync();
}
