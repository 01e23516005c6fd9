using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Metrics;
using SwapScore.Metrics.Gradients;
using SwapScore.Spaces;

namespace SwapScore.Evaluation;

/// <summary>
/// Metrics of gradients by the engine; what it does not compute is left to another back end: metrics it does not know, devices other than the processor, and
/// whatever is asked of the other one.
/// </summary>
/// <remarks>A back end of your own that has its networks as <see cref="Networks.Network"/> computes metrics of gradients with it.</remarks>
/// <param name="catalog">The metrics that requests may name.</param>
/// <param name="other">The other back end; null, the default, where there is none.</param>
public sealed class EngineGradients(MetricCatalog catalog, IGradientBackEnd? other = null) : IGradientBackEnd, IDisposable
{
    // What the system, or a container, gives to processes leaves room for the forward passes beside it.
    private readonly ExecutorPool _executors = new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>Whether all metrics of gradients of a request are the engine's.</summary>
    internal bool ComputesAll(EvaluationOptions options) =>
        IsMine(options) && options.Metrics.All(name => catalog.TryGet(name) is not GradientMetric or EngineGradientMetric);

    /// <inheritdoc/>
    public void Require(EvaluationRequest request, Batch batch, SpaceTask task)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(task);
        var metrics = request.Options.Metrics.Select(catalog.TryGet).OfType<EngineGradientMetric>().ToList();
        if (task.Loss != TaskLoss.Reconstruction && metrics.Find(metric => metric.Requirements.HasFlag(MetricRequirements.Labels)) is { } labelled)
            batch.RequireLabels(labelled.Name);
        var left = IsMine(request.Options) ? request.Options.Metrics.Where(name => catalog.TryGet(name) is not EngineGradientMetric).ToList() : [.. request.Options.Metrics];
        if (left.Count == 0) return;
        if (other is not null)
            other.Require(request with { Options = request.Options with { Metrics = [.. left] } }, batch, task);
        else if (!IsMine(request.Options) && metrics.Count > 0)
            throw OnlyElsewhere($"metrics of gradients on {Place(request.Options)} are");
    }

    /// <inheritdoc/>
    /// <exception cref="UsageException">A metric is left to another back end, and there is none.</exception>
    public IGradientSource Prepare(TrainableNetwork network, IReadOnlyList<GradientMetric> metrics)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(metrics);
        var mine = network.Device == ComputeDevice.Cpu && network.BackEnd == GradientBackEnd.Engine
            ? metrics.OfType<EngineGradientMetric>().ToList()
            : [];
        var left = metrics.Except(mine).ToList();
        if (left.Count > 0 && other is null) throw OnlyElsewhere($"{string.Join(", ", left)} of {network.Network.Name} {(left.Count == 1 ? "is" : "are")}");
        return new EngineGradientSource(network, mine, _executors, left.Count > 0 ? other!.Prepare(network, left) : null);
    }

    /// <inheritdoc/>
    public void Rest()
    {
        _executors.Clear();
        other?.Rest();
    }

    /// <summary>Gives the memory of passes back.</summary>
    public void Dispose() => _executors.Dispose();

    private static bool IsMine(EvaluationOptions options) => options.Device == ComputeDevice.Cpu && options.BackEnd == GradientBackEnd.Engine;

    private static string Place(EvaluationOptions options) => options.Device == ComputeDevice.Cpu ? "libtorch" : $"{options.Device}";

    private static UsageException OnlyElsewhere(string what) => new($"{what} not computed by the engine", "use GradientEvaluator of the package SwapScore.Torch");
}
