using System.Collections.Concurrent;
using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Evaluation;

/// <summary>The networks a caller has built, as a search space: an architecture is named by the hash of its network.</summary>
internal sealed class GivenNetworks : ISearchSpace
{
    private readonly ConcurrentDictionary<string, Network> _networks = new(StringComparer.Ordinal);

    public string Name => "network";

    public BigInteger Size => _networks.Count;

    /// <summary>Holds a network.</summary>
    /// <returns>Its text, for requests.</returns>
    public string Add(Network network)
    {
        _networks.TryAdd(network.Hash, network);
        return network.Hash;
    }

    public IArchitecture Parse(string text) => _networks.ContainsKey(text) ? new Given(text) : throw new UsageException($"there is no network of hash {text}");

    public IArchitecture Sample(RandomKey key) => throw new NotSupportedException("Given networks are not drawn.");

    public IArchitecture Mutate(IArchitecture parent, RandomKey key) => throw new NotSupportedException("Given networks do not change.");

    public Network BuildScoringNetwork(IArchitecture architecture, SpaceTask task, Shape input)
    {
        var network = _networks[architecture.Text];
        return network.Inputs.Single().Shape == input ? network
            : throw new NetworkException($"{network.Name} takes inputs of {network.Inputs.Single().Shape}, not of {input}");
    }

    private sealed record Given(string Text) : IArchitecture;
}
