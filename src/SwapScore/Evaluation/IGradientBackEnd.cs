using SwapScore.Data;
using SwapScore.Metrics;
using SwapScore.Spaces;

namespace SwapScore.Evaluation;

/// <summary>
/// Computes metrics of gradients of networks that the engine builds. One of a user's own is asked for one network at a time, by one thread; the engine itself
/// computes several side by side.
/// </summary>
public interface IGradientBackEnd
{
    /// <summary>Checks a request before any work is done, and loads what is needed.</summary>
    /// <param name="request">A request, with metrics of gradients or without.</param>
    /// <param name="batch">Its samples.</param>
    /// <param name="task">Its task.</param>
    /// <exception cref="UsageException">The samples do not suit the metrics.</exception>
    /// <exception cref="UnavailableException">A library or a device is missing.</exception>
    void Require(EvaluationRequest request, Batch batch, SpaceTask task);

    /// <summary>Prepares metrics of one network.</summary>
    /// <param name="network">The network and what it is trained on.</param>
    /// <param name="metrics">The metrics.</param>
    IGradientSource Prepare(TrainableNetwork network, IReadOnlyList<GradientMetric> metrics);

    /// <summary>Called when there has been no work for a while. Default: nothing is done.</summary>
    void Rest()
    {
    }
}
