using SwapScore.Engine;
using SwapScore.Metrics;
using SwapScore.Metrics.Gradients;
using SwapScore.Randomness;

namespace SwapScore.Evaluation;

/// <summary>The metrics of gradients of one network: those of the engine, and those that another source computes.</summary>
internal sealed class EngineGradientSource : IGradientSource
{
    private readonly NetworkGradients _gradients;
    private readonly IReadOnlyList<EngineGradientMetric> _metrics;
    private readonly IGradientSource? _other;
    private readonly HashSet<GradientMetric> _undefined = [];

    /// <param name="network">The network and what it is trained on.</param>
    /// <param name="metrics">The metrics of the engine.</param>
    /// <param name="executors">Hold the memory of passes.</param>
    /// <param name="other">Computes the other metrics; null for none.</param>
    public EngineGradientSource(TrainableNetwork network, IReadOnlyList<EngineGradientMetric> metrics, ExecutorPool executors, IGradientSource? other)
    {
        (_metrics, _other) = ([.. GradientMetrics.InOrder(metrics)], other);
        var output = network.Network.Outputs[0].Shape;
        _gradients = new NetworkGradients(
            network.Network, network.Initializer, network.Batch, samples => TaskLossGradients.Create(network.Loss, output, samples), executors, network.Threads,
            network.InitializerOf);
    }

    public void Run(RandomKey repeat, Action<GradientMetric, double> found, Action<GradientMetric, string> undefined)
    {
        _gradients.Start(repeat);
        foreach (var metric in _metrics.Where(metric => !_undefined.Contains(metric)))
        {
            try
            {
                found(metric, metric.Of(_gradients));
            }
            catch (SwapScoreException fault)
            {
                _undefined.Add(metric);
                undefined(metric, fault.Hint is { } hint ? $"{fault.Message}; {hint}" : fault.Message);
            }
        }

        _other?.Run(repeat, found, undefined);
    }

    public void Dispose()
    {
        _gradients.Dispose();
        _other?.Dispose();
    }
}
