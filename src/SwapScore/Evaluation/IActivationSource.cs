using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Evaluation;

/// <summary>
/// Runs one network under one protocol and shows its activations, repeat by repeat. Where the back end runs side by side, several threads call it at once.
/// </summary>
public interface IActivationSource
{
    /// <summary>The network that is run: its nodes are those of the activations.</summary>
    Network Network { get; }

    /// <summary>S, the number of samples of a pass.</summary>
    int Samples { get; }

    /// <summary>Samples that are shown at a time; S, unless all measures take groups. Default: S.</summary>
    int GroupSize => Samples;

    /// <summary>Runs one repeat: draws the weights from its key and makes the passes.</summary>
    /// <param name="repeat">The repeat's stream of randomness.</param>
    /// <param name="observer">Is shown every observed activation, and told of the end of every pass.</param>
    /// <param name="threads">How many threads it may use, at least 1.</param>
    /// <param name="cancellation">Stops inside a pass.</param>
    /// <returns>Where the time went.</returns>
    EvaluationSeconds Run(RandomKey repeat, PassObserver observer, int threads, CancellationToken cancellation);
}
