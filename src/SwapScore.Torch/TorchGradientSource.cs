using System.Runtime.InteropServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Randomness;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Metrics;
using static TorchSharp.torch;

namespace SwapScore.Torch;

/// <summary>The metrics of gradients of one network.</summary>
internal sealed class TorchGradientSource(TrainableNetwork network, IReadOnlyList<GradientMetric> metrics) : IGradientSource
{
    private readonly HashSet<GradientMetric> _undefined = [];

    // One thread inside libtorch: the order of its sums, and so the score, is the same however many architectures are evaluated at once.
    private readonly SingleThread _threads = new();
    private readonly PlainConvolutions _convolutions = new();

    public void Run(RandomKey repeat, Action<GradientMetric, double> found, Action<GradientMetric, string> undefined)
    {
        using var scope = NewDisposeScope();
        var run = new GradientRun(network.Network, network.Initializer, repeat, network.Batch, network.Loss, device: TorchLibrary.Create(network.Device));
        foreach (var metric in metrics.Where(metric => !_undefined.Contains(metric)))
        {
            if (TorchMetrics.Find(metric.Name) is not { } known)
            {
                undefined(metric, "only the engine computes it");
                continue;
            }

            try
            {
                found(metric, known.Of(run));
            }
            catch (Exception fault) when (ReasonOf(fault) is { } reason)
            {
                _undefined.Add(metric);
                undefined(metric, reason);
            }
        }
    }

    public void Dispose()
    {
        _convolutions.Dispose();
        _threads.Dispose();
    }

    /// <summary>Why something cannot be computed; null where the fault is one of the program.</summary>
    private static string? ReasonOf(Exception fault) => fault switch
    {
        SwapScoreException { Hint: { } hint } => $"{fault.Message}; {hint}",
        SwapScoreException => fault.Message,

        // How TorchSharp passes on what libtorch says, for example that memory is exhausted.
        ExternalException => $"libtorch: {fault.Message.Split('\n')[0]}",
        _ => null,
    };
}
