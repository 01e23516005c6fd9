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
        var metrics = request.Options.Metrics.Select(TorchMetrics.Catalogue.Get).OfType<GradientMetric>().ToList();
        if (metrics.Count == 0) return;
        if (batch.Labels is null && task.Loss != TaskLoss.Reconstruction && metrics.Find(metric => metric.Requirements.HasFlag(MetricRequirements.Labels)) is { } labelled)
            throw NoLabels(batch, labelled.Name);
        TorchLibrary.Load();
        TorchDevices.Require(request.Options.Device);
    }

    public IGradientSource Prepare(TrainableNetwork network, IReadOnlyList<GradientMetric> metrics) => new TorchGradientSource(network, metrics);

    public void Rest() => NativeHeap.Trim();

    /// <summary>The fault of a batch without labels.</summary>
    public static UsageException NoLabels(Batch batch, string metric) => new(
        $"{metric} needs the class of each sample, which {batch.Source} does not have",
        new Remedy.DrawLabels("use data with classes (CIFAR, ImageNet16, a folder of folders of photographs)"));
}
