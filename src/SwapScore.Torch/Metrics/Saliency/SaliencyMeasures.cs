using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Metrics.Saliency;

/// <summary>Metrics of weights W and the gradients g of the loss by them, over convolutions and linear maps, biases and normalisations left out.</summary>
internal static class SaliencyMeasures
{
    public static IReadOnlyList<TorchMetric> Metrics { get; } =
    [
        TorchMetric.OfStandard("grad-norm", GradNorm),
        TorchMetric.OfStandard("plain", Plain),
        TorchMetric.OfStandard("snip", Snip),
        TorchMetric.OfStandard("grasp", Grasp),
    ];

    /// <summary><c>Σ_layers ‖g‖₂</c>.</summary>
    private static double GradNorm(GradientRun run) =>
        run.Layers.Where(layer => layer.Gradient is not null).Sum(layer => Math.Sqrt(GradientRun.Sum(layer.Gradient! * layer.Gradient!)));

    /// <summary><c>Σ W·g</c>.</summary>
    private static double Plain(GradientRun run) =>
        run.Layers.Where(layer => layer.Gradient is not null).Sum(layer => GradientRun.Sum(layer.Weight * layer.Gradient!));

    /// <summary><c>Σ |W·g|</c>: the gradient by a mask of ones on the weights.</summary>
    private static double Snip(GradientRun run) =>
        run.Layers.Where(layer => layer.Gradient is not null).Sum(layer => GradientRun.Sum((layer.Weight * layer.Gradient!).abs()));

    /// <summary><c>−Σ W·(H·g)</c>: H·g is the gradient of ⟨g, g⟩ with the first g held constant.</summary>
    private static double Grasp(GradientRun run)
    {
        var weights = run.Layers.Where(layer => layer.Gradient is not null).Select(layer => layer.Weight).ToArray();
        var gradients = GradientRun.Gradients(run.Loss, weights, isDifferentiable: true);
        var products = gradients.OfType<Tensor>().Select(gradient => (gradient.detach() * gradient).sum()).ToArray();
        if (products.Length == 0) return 0;
        var curved = GradientRun.Gradients(products.Aggregate(Arithmetic.Plus), weights);
        return -weights.Zip(curved).Sum(pair => pair.Second is null ? 0 : GradientRun.Sum(pair.First * pair.Second));
    }
}
