using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Evaluation;

/// <summary>The network of one request, ready to run.</summary>
public interface IOpenNetwork : IDisposable
{
    /// <summary>The network: sizes are read from it. Of a model of another runtime a sketch of the same sizes and activations.</summary>
    Network Network { get; }

    /// <summary>Prepares forward passes.</summary>
    /// <param name="protocol">The inputs, passes and observed values of the measures.</param>
    /// <param name="measures">What will be measured; all of this protocol. They say which nodes are observed.</param>
    IActivationSource Prepare(ForwardProtocol protocol, IReadOnlyList<IForwardMeasure> measures);

    /// <summary>The trainable weights of one repeat, for metrics of weights. Default: they are not known.</summary>
    /// <param name="repeat">The repeat's stream of randomness.</param>
    /// <exception cref="UsageException">They are not known.</exception>
    IEnumerable<InitialWeight> WeightsOf(RandomKey repeat) => throw new UsageException($"the weights of {Network.Name} are not known");

    /// <summary>Whether trained numbers remain in its scores, see <see cref="EvaluationResult.KeepsTrainedNumbers"/>. Default: false.</summary>
    bool KeepsTrainedNumbers => false;

    /// <summary>What a user should know: activations that are not observed, and why. Default: nothing.</summary>
    /// <param name="result">The result, all but these notes.</param>
    IEnumerable<string> NotesOn(EvaluationResult result) => [];

    /// <summary>Prepares metrics of gradients. Default: refused.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="threads">Threads the passes may use.</param>
    /// <exception cref="UsageException">There are none.</exception>
    IGradientSource PrepareGradients(IReadOnlyList<GradientMetric> metrics, int threads) => throw new UsageException($"gradients of {Network.Name} are not computed here");

    /// <summary>Closes it. Default: nothing is done.</summary>
    void IDisposable.Dispose()
    {
    }
}
