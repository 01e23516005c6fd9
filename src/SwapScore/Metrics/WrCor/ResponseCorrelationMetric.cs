using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Metrics.Gradients;
using SwapScore.Networks;

namespace SwapScore.Metrics.WrCor;

/// <summary>
/// WRCor: <c>ln |det K|</c>, where K sums over all ReLUs the absolute Pearson correlations between samples of what the ReLU reads and of the gradient of the loss
/// by it, through this ReLU alone. ReLUs after block i of the network count 2^i times (<see cref="ResponseCorrelations"/>).
/// </summary>
/// <remarks>
/// Jing et al.: Zero-Shot Neural Architecture Search with Weighted Response Correlation (2025). What is said of <see cref="ResponseCorrelationMeasure"/> holds
/// here too. Equal ReLUs are computed once for each, since their gradients differ.
/// </remarks>
internal static class ResponseCorrelationMetric
{
    public static EngineGradientMetric Metric { get; } = EngineGradientMetric.OfLabels(
        "wrcor", "Logarithm of the determinant of the correlations between samples before all ReLUs, of values and gradients, later cells weighted more.",
        "Jing et al.: WRCor (Neurocomputing 2025)", Compute);

    private static double Compute(NetworkGradients gradients)
    {
        var network = gradients.Network;
        var rectifiers = network.Nodes.Where(node => node.IsRectifier && !node.IsAuxiliary).ToHashSet();
        var read = ResponseCorrelationMeasure.Weights(network);
        var correlations = new ResponseCorrelations(gradients.Batch.Size);
        var options = new PlanOptions
        {
            Observed = node => read.ContainsKey(network.Canonical[node.Index]),
            Backward = new BackwardOptions { Kinds = GradientKinds.Observed, IsShown = rectifiers.Contains, IsApart = rectifiers.Contains },
        };
        var pass = gradients.PassShown("wrcor", gradients.Batch, options, new Observer(correlations, node => read[network.Canonical[node.Index]]));
        pass.Results.Backward(
            gradients.LossOf(gradients.Batch), GradientKinds.None, new Observer(correlations, node => ResponseCorrelations.WeightOf(network, node)));
        return correlations.Conclude();
    }

    private sealed class Observer(ResponseCorrelations correlations, Func<Node, double> weightOf) : IActivationObserver
    {
        public void Observe(in Activation activation) => correlations.Add(activation, weightOf(activation.Node));
    }
}
