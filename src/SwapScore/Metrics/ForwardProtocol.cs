using System.Collections.Immutable;
using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Metrics;

/// <summary>
/// What one repeat of a forward measure runs. Measures that name the same protocol, the same object, share their forward passes.
/// </summary>
/// <param name="name">Name for people.</param>
public sealed class ForwardProtocol(string name)
{
    /// <summary>One pass of the batch through the scoring network with N(0, 1) weights: the protocol of SWAP-Score.</summary>
    public static ForwardProtocol Standard { get; } = new("standard");

    /// <summary>
    /// The inputs of the passes of one repeat where the measure makes its own: all of one shape and size; the weights stay the same from pass
    /// to pass. From the batch, the repeat's stream of randomness, and what the network takes. Throws a <see cref="UsageException"/> where the
    /// network takes no such inputs. Null, the default, for one pass of the batch.
    /// </summary>
    public Func<Batch, RandomKey, InputLimits, IReadOnlyList<Batch>>? OwnInputs { get; init; }

    /// <summary>Whether the measure makes its own inputs.</summary>
    public bool HasOwnInputs => OwnInputs is not null;

    /// <summary>
    /// Whether the space's thin network is run instead of its scoring network. A source that knows no spaces, such as a model file, runs the
    /// model itself. Default: false.
    /// </summary>
    public bool IsThin { get; init; }

    /// <summary>
    /// Whether weights are those the benchmark's networks are trained from, instead of N(0, 1). A source that knows no benchmark draws them as
    /// it draws all. Default: false.
    /// </summary>
    public bool HasBenchmarkWeights { get; init; }

    /// <summary>
    /// The initializer the measure is defined with, one of <see cref="Weights.Initializers.OfModels"/>; a request that names an initializer
    /// draws by that one all the same. Null, the default, for the weights said above.
    /// </summary>
    public string? Initializer { get; init; }

    /// <summary>
    /// Constants in place of drawn weights: the inputs are run once with each, one constant after the other. All weights of convolutions and linear maps and
    /// all scales are the constant; biases and shifts are 0. Whatever a request says of weights is overruled. Empty, the default, for drawn weights.
    /// </summary>
    public ImmutableArray<float> Constants { get; init; } = [];

    /// <summary>What is run in place of the network, of which it is a changed copy; null for the network itself. Only the engine changes networks.</summary>
    internal Func<Network, Network>? Rewrite { get; init; }

    /// <summary>The inputs of the passes of one repeat, at least one; with <see cref="Constants"/>, those with each of them.</summary>
    /// <param name="batch">The samples of the request.</param>
    /// <param name="key">The repeat's stream of randomness.</param>
    /// <param name="limits">What the network takes. Default: anything.</param>
    public IReadOnlyList<Batch> Passes(Batch batch, RandomKey key, InputLimits limits = default) => OwnInputs?.Invoke(batch, key, limits) ?? [batch];

    /// <summary>The name.</summary>
    public override string ToString() => name;
}
