using System.Collections.Immutable;

namespace SwapScore.Spaces;

/// <summary>Which operations the edges of a super-network still have. An immutable value.</summary>
public sealed class SuperNetwork : IArchitecture, IEquatable<SuperNetwork>
{
    private readonly IReadOnlyList<PrunableEdge> _edges;

    /// <summary>A super-network of some operations.</summary>
    /// <param name="edges">The edges of the space.</param>
    /// <param name="operations">For each edge the indices of its operations, ascending; at least one.</param>
    /// <exception cref="ArgumentException">There are not as many choices as edges, or an edge has none.</exception>
    public SuperNetwork(IReadOnlyList<PrunableEdge> edges, ImmutableArray<ImmutableArray<int>> operations)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (operations.Length != edges.Count || operations.Any(choice => choice.IsEmpty))
            throw new ArgumentException($"every one of {edges.Count} edges needs an operation", nameof(operations));
        (_edges, Operations) = (edges, operations);
    }

    /// <summary>For each edge the indices of its operations, ascending.</summary>
    public ImmutableArray<ImmutableArray<int>> Operations { get; }

    /// <summary>Operations joined by +, edges by /: <c>nor_conv_3x3+none/skip_connect/…</c>.</summary>
    public string Text => string.Join('/', Operations.Zip(_edges, (choice, edge) => string.Join('+', choice.Select(i => edge.Operations[i]))));

    /// <summary>Whether every edge has one operation.</summary>
    public bool IsSinglePath => Operations.All(choice => choice.Length == 1);

    /// <summary>The super-network of all operations.</summary>
    /// <param name="edges">The edges of the space.</param>
    public static SuperNetwork Full(IReadOnlyList<PrunableEdge> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        return new SuperNetwork(edges, [.. edges.Select(edge => Enumerable.Range(0, edge.Operations.Length).ToImmutableArray())]);
    }

    /// <summary>The same without an operation of an edge that has others.</summary>
    /// <param name="edge">Index of the edge.</param>
    /// <param name="operation">Index of the operation.</param>
    /// <exception cref="ArgumentException">It is the only one of its edge.</exception>
    public SuperNetwork Without(int edge, int operation) => new(_edges, Operations.SetItem(edge, Operations[edge].Remove(operation)));

    /// <inheritdoc/>
    public bool Equals(SuperNetwork? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SuperNetwork);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
