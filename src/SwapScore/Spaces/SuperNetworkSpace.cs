using System.Collections.Immutable;
using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Spaces;

/// <summary>The super-networks of a space as a space of their own, so that every evaluator can measure them.</summary>
/// <param name="inner">The space.</param>
internal sealed class SuperNetworkSpace(IPrunableSpace inner) : SearchSpace<SuperNetwork>
{
    /// <summary>The space whose operations are pruned.</summary>
    public IPrunableSpace Inner => inner;

    /// <summary>The name of the space with <c>-supernet</c>.</summary>
    public override string Name => $"{inner.Name}-supernet";

    /// <summary>Every edge has any set of operations but none at all; those with removed edges are not counted, nor drawn.</summary>
    public override BigInteger Size => inner.PrunableEdges.Aggregate(BigInteger.One, (size, edge) => size * (BigInteger.Pow(2, edge.Operations.Count) - 1));

    /// <inheritdoc/>
    public override IReadOnlyList<SpaceTask> Tasks => inner.Tasks;

    /// <inheritdoc/>
    public override IInitializer Initializer => inner.Initializer;

    /// <inheritdoc/>
    public override IInitializer ScoringInitializer => inner.ScoringInitializer;

    /// <inheritdoc/>
    protected override SuperNetwork Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var edges = inner.PrunableEdges;
        var parts = text.Split('/');
        if (parts.Length != edges.Count)
            throw new UsageException($"malformed super-network: {parts.Length} edges, expected {edges.Count}", "write the operations of an edge joined by +, the edges joined by /, a removed one as -");
        return new SuperNetwork(edges, [.. parts.Select((part, edge) => part == SuperNetwork.Removed && CanBeRemoved(edge) ? [] : Choice(part, edges[edge]))]);
    }

    /// <summary>Draws for every edge a set of operations, all as likely.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal super-networks.</param>
    public override SuperNetwork Sample(RandomKey key)
    {
        var draw = key.Draw();
        return new SuperNetwork(inner.PrunableEdges, [.. inner.PrunableEdges.Select(edge =>
        {
            var set = 1 + draw.Next((1 << edge.Operations.Count) - 1);
            return Enumerable.Range(0, edge.Operations.Count).Where(i => (set >> i & 1) == 1).ToImmutableArray();
        })]);
    }

    /// <summary>An edge gets an operation, or loses one.</summary>
    /// <param name="parent">A super-network.</param>
    /// <param name="key">Stream of randomness.</param>
    public override SuperNetwork Mutate(SuperNetwork parent, RandomKey key)
    {
        var (operations, draw) = (parent.Operations, key.Draw());
        while (true)
        {
            var edge = draw.Next(operations.Length);
            var operation = draw.Next(inner.PrunableEdges[edge].Operations.Count);
            ImmutableArray<int> changed = operations[edge].Contains(operation)
                ? operations[edge].Remove(operation)
                : [.. operations[edge].Add(operation).Order()];
            if (!changed.IsEmpty) return new SuperNetwork(inner.PrunableEdges, operations.SetItem(edge, changed));
        }
    }

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(SuperNetwork architecture, SpaceTask task, Shape input) =>
        inner.BuildSuperNetwork(architecture.Operations, task, input);

    /// <inheritdoc/>
    public override Network BuildThinNetwork(SuperNetwork architecture, Shape input) => inner.BuildThinSuperNetwork(architecture.Operations, input);

    private bool CanBeRemoved(int edge) => inner.EdgeGroups.Any(group => group.Edges.Contains(edge));

    private static ImmutableArray<int> Choice(string text, PrunableEdge edge)
    {
        var choice = text.Split('+').Select(name => edge.Operations.IndexOf(name) is >= 0 and var index ? index : throw new UsageException(
            $"malformed super-network: edge {edge.Name} has no operation '{KeyText.Shortened(name)}'", $"known: {string.Join(", ", edge.Operations)}"));
        return [.. choice.Distinct().Order()];
    }
}
