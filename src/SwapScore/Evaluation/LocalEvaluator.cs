using SwapScore.Data;
using SwapScore.Lanes;
using SwapScore.Metrics;
using SwapScore.Spaces;

namespace SwapScore.Evaluation;

/// <summary>
/// Evaluates architectures of search spaces on the cores of this machine. Many architectures are shared out one per thread; few architectures share out their
/// repeats; a single repeat is computed by all threads together. The results are the same bits either way. Safe for concurrent calls, which share the threads.
/// </summary>
public sealed class LocalEvaluator : IEvaluator
{
    private readonly NetworkEvaluator _evaluator;

    /// <summary>Prepares an evaluator of one batch.</summary>
    /// <param name="batch">The samples networks are scored on.</param>
    /// <param name="threads">Number of threads, at least 1. It never changes a result.</param>
    /// <param name="spaces">The search spaces requests may name.</param>
    /// <param name="catalog">The metrics requests may name; null, the default, for <see cref="MetricCatalog.Standard"/>.</param>
    /// <param name="gradients">Computes the metrics of gradients among them; null, the default, where there are none.</param>
    public LocalEvaluator(
        Batch batch, int threads, IReadOnlyList<ISearchSpace> spaces, MetricCatalog? catalog = null, IGradientBackEnd? gradients = null)
        : this(new BatchStore(batch), threads, spaces, catalog, gradients) =>

        // Chosen here once: a width that cannot be used is a fault of the whole run, not of each architecture.
        VectorWidths.For(batch.Size);

    /// <summary>Prepares an evaluator of any number of batches.</summary>
    /// <param name="batches">The samples that requests name.</param>
    /// <param name="threads">Number of threads, at least 1. It never changes a result.</param>
    /// <param name="spaces">The search spaces requests may name.</param>
    /// <param name="catalog">The metrics requests may name; null, the default, for <see cref="MetricCatalog.Standard"/>.</param>
    /// <param name="gradients">Computes the metrics of gradients among them; null, the default, where there are none.</param>
    public LocalEvaluator(
        IBatchStore batches, int threads, IReadOnlyList<ISearchSpace> spaces, MetricCatalog? catalog = null, IGradientBackEnd? gradients = null)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(spaces);
        _evaluator = new NetworkEvaluator(new EngineBackEnd(batches, spaces, catalog ?? MetricCatalog.Standard, gradients), threads, catalog);
    }

    /// <inheritdoc/>
    public MetricCatalog Catalog => _evaluator.Catalog;

    /// <summary>The bits of the vectors that a batch is computed with on this machine; 0 for none. No score depends on it.</summary>
    /// <param name="batchSize">Samples of the batch, at least 1.</param>
    /// <exception cref="UsageException">The environment variable <c>SWAPSCORE_VECTOR_WIDTH</c> holds an unknown value.</exception>
    public static int VectorBits(int batchSize) => VectorWidths.For(batchSize) is var width and not VectorWidth.Scalar ? 32 * (int)width : 0;

    /// <summary>The threads of all calls.</summary>
    internal WorkerPool Pool => _evaluator.Pool;

    /// <inheritdoc/>
    public IAsyncEnumerable<EvaluationResult> EvaluateAsync(IReadOnlyList<EvaluationRequest> requests, CancellationToken cancellation = default) =>
        _evaluator.EvaluateAsync(requests, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _evaluator.DisposeAsync();
}
