using System.Collections.Immutable;

namespace SwapScore.Spaces;

/// <summary>Which operations the edges of a super-network still have. An immutable value.</summary>
internal sealed class SuperNetwork : IArchitecture, IEquatable<SuperNetwork>
{
    /// <summary>The text of an edge that is removed.</summary>
    internal const string Removed = "-";

    private readonly IReadOnlyList<PrunableEdge> _edges;

    /// <summary>A super-network of some operations.</summary>
    /// <param name="edges">The edges of the space.</param>
    /// <param name="operations">For each edge the indices of its operations, ascending; none where it is removed.</param>
    /// <exception cref="ArgumentException">There are not as many choices as edges.</exception>
    public SuperNetwork(IReadOnlyList<PrunableEdge> edges, ImmutableArray<ImmutableArray<int>> operations)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (operations.Length != edges.Count) throw new ArgumentException($"{operations.Length} choices for {edges.Count} edges", nameof(operations));
        (_edges, Operations) = (edges, operations);
    }

    /// <summary>For each edge the indices of its operations, ascending; none where it is removed.</summary>
    public ImmutableArray<ImmutableArray<int>> Operations { get; }

    /// <summary>Operations joined by +, edges by /, removed ones as -: <c>nor_conv_3x3+none/skip_connect/-/…</c>.</summary>
    public string Text => string.Join('/', Operations.Zip(_edges, (choice, edge) => choice.IsEmpty ? Removed : string.Join('+', choice.Select(i => edge.Operations[i]))));

    /// <summary>Whether no edge has more than one operation.</summary>
    public bool IsSinglePath => Operations.All(choice => choice.Length <= 1);

    /// <summary>The super-network of all operations.</summary>
    /// <param name="edges">The edges of the space.</param>
    public static SuperNetwork Full(IReadOnlyList<PrunableEdge> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        return new SuperNetwork(edges, [.. edges.Select(edge => Enumerable.Range(0, edge.Operations.Count).ToImmutableArray())]);
    }

    /// <summary>The same without an operation of an edge; with its last operation the edge is removed.</summary>
    /// <param name="edge">Index of the edge.</param>
    /// <param name="operation">Index of the operation.</param>
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
