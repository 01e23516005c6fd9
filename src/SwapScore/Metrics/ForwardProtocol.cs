using SwapScore.Data;
using SwapScore.Randomness;

namespace SwapScore.Metrics;

/// <summary>What one repeat of a forward measure runs. Measures of one protocol share their forward passes.</summary>
/// <param name="name">Name for people.</param>
internal sealed class ForwardProtocol(string name)
{
    /// <summary>One pass of the batch through the scoring network with N(0, 1) weights: the protocol of SWAP-Score.</summary>
    public static ForwardProtocol Standard { get; } = new("standard");

    /// <summary>
    /// The inputs of the passes of one repeat, all of one shape and size; the weights stay the same. From the batch and the repeat's
    /// stream of randomness. Default: the batch, once.
    /// </summary>
    public Func<Batch, RandomKey, IReadOnlyList<Batch>> Passes { get; init; } = (batch, _) => [batch];

    /// <summary>Whether the space's thin network is run instead of its scoring network. Default: false.</summary>
    public bool IsThin { get; init; }

    /// <summary>Whether weights are those the benchmark's networks are trained from, instead of N(0, 1). Default: false.</summary>
    public bool HasBenchmarkWeights { get; init; }

    public override string ToString() => name;
}
