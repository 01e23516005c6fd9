using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Memory;
using SwapScore.Metrics;
using SwapScore.Spaces;

namespace SwapScore.Torch;

/// <summary>Metrics of gradients through libtorch.</summary>
internal sealed class TorchGradients : IGradientBackEnd
{
    public void Require(EvaluationRequest request, Batch batch, SpaceTask task)
    {
        var metrics = request.Options.Metrics.Select(MetricCatalog.Standard.Get).OfType<GradientMetric>().ToList();
        if (metrics.Count == 0) return;
        if (task.Loss != TaskLoss.Reconstruction && metrics.Find(metric => metric.Requirements.HasFlag(MetricRequirements.Labels)) is { } labelled)
            batch.RequireLabels(labelled.Name);
        TorchLibrary.Load();
        TorchLibrary.Require(request.Options.Device);
    }

    public IGradientSource Prepare(TrainableNetwork network, IReadOnlyList<GradientMetric> metrics)
    {
        // Whether the engine covers a network is known when the network is built, after the check of the request.
        TorchLibrary.Load();
        TorchLibrary.Require(network.Device);
        return new TorchGradientSource(network, metrics);
    }

    public void Rest() => MemoryPolicy.TrimNativeHeap();
}
