using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Lanes;
using SwapScore.Metrics;
using SwapScore.Spaces;

namespace SwapScore.Evaluation;

/// <summary>The engine: architectures of search spaces on the cores of this machine.</summary>
/// <param name="batches">The samples that requests name.</param>
/// <param name="spaces">The search spaces that requests may name.</param>
/// <param name="catalog">The metrics that requests may name.</param>
/// <param name="gradients">Computes the metrics of gradients that the engine does not; null where there is no such back end.</param>
internal sealed class EngineBackEnd(IBatchStore batches, IReadOnlyList<ISearchSpace> spaces, MetricCatalog catalog, IGradientBackEnd? gradients = null) : IBackEnd
{
    private const MetricRequirements Everything = MetricRequirements.OwnInputs | MetricRequirements.InnerValues | MetricRequirements.BenchmarkWeights
        | MetricRequirements.EncoderParts | MetricRequirements.Operations | MetricRequirements.Labels | MetricRequirements.MultiplyAdds
        | MetricRequirements.Gradients;

    private readonly ExecutorPool _executors = new();
    private readonly EngineGradients _gradients = new(catalog, gradients);
    private volatile Batch? _latest;

    /// <inheritdoc/>
    public MetricSource Source { get; } = new("architectures by the engine", Everything);

    /// <inheritdoc/>
    public bool RunsSideBySide => true;

    /// <inheritdoc/>
    public bool ComputesGradientsSideBySide(EvaluationRequest request) => _gradients.ComputesAll(request.Options);

    /// <inheritdoc/>
    public async ValueTask<Func<CancellationToken, IOpenNetwork>> PrepareAsync(EvaluationRequest request, CancellationToken cancellation)
    {
        var space = SearchSpaces.Find(request.Space, spaces);
        if (request.Options.Model is not null)
            throw new UsageException($"the options of the request say how a model in a file is run, but {space.Name} is a search space", "leave 'model' out of the options");
        var batch = await FindAsync(request.BatchFingerprint, cancellation).ConfigureAwait(false);
        _gradients.Require(request, batch, SearchSpaces.FindTask(space, request.Task));
        return _ => new EngineNetwork(request, space, batch, _executors, _gradients);
    }

    /// <inheritdoc/>
    public void Rest()
    {
        _executors.Clear();
        _gradients.Rest();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _executors.Dispose();
        _gradients.Dispose();
    }

    /// <summary>Most requests are for the samples of the one before.</summary>
    private async ValueTask<Batch> FindAsync(string fingerprint, CancellationToken cancellation)
    {
        if (_latest is { } latest && latest.Fingerprint == fingerprint) return latest;
        var batch = await batches.FindAsync(fingerprint, cancellation).ConfigureAwait(false)
            ?? throw new UsageException($"the request is for batch {fingerprint}, which this evaluator does not hold", "add the samples to its batch store");
        VectorWidths.For(batch.Size);
        return _latest = batch;
    }
}
