using System.Collections.Immutable;

namespace SwapScore.Spaces.Darts;

/// <summary>
/// A cell: four nodes numbered 2 … 5, each the sum of two edges, and the nodes whose concatenation is the cell's output. An immutable
/// value; the order of edges and of concatenated nodes matters.
/// </summary>
internal sealed record DartsCell
{
    /// <summary>Number of nodes.</summary>
    public const int Nodes = 4;

    /// <summary>Number of edges: two a node.</summary>
    public const int EdgeCount = 2 * Nodes;

    /// <summary>Number of inputs of a cell, states 0 and 1; the first node has this number.</summary>
    public const int Inputs = 2;

    /// <summary>Makes a cell.</summary>
    /// <param name="edges">Eight edges; 2i and 2i + 1 feed node i + 2 and read states below it.</param>
    /// <param name="concat">Distinct nodes of 2 … 5, at least one. Default: all four.</param>
    /// <exception cref="UsageException">Every broken rule, in one message.</exception>
    public DartsCell(IEnumerable<DartsEdge> edges, IEnumerable<int>? concat = null)
    {
        ArgumentNullException.ThrowIfNull(edges);
        Edges = [.. edges];
        Concat = [.. concat ?? Enumerable.Range(Inputs, Nodes)];
        var violations = Violations().ToList();
        if (violations.Count > 0) throw new UsageException($"not a DARTS cell: {string.Join("; ", violations)}");
    }

    /// <summary>The edges: 2i and 2i + 1 feed node i + 2.</summary>
    public ImmutableArray<DartsEdge> Edges { get; }

    /// <summary>The nodes whose values are concatenated, in this order.</summary>
    public ImmutableArray<int> Concat { get; }

    /// <summary>The number of the node an edge feeds.</summary>
    /// <param name="edge">Index of the edge, 0 … 7.</param>
    public static int NodeOf(int edge) => Inputs + edge / 2;

    /// <summary>The two edges that feed a node.</summary>
    /// <param name="node">Number of the node, 2 … 5.</param>
    public (DartsEdge Left, DartsEdge Right) EdgesOf(int node) => (Edges[2 * (node - Inputs)], Edges[2 * (node - Inputs) + 1]);

    /// <inheritdoc/>
    public bool Equals(DartsCell? other) => other is not null && Edges.SequenceEqual(other.Edges) && Concat.SequenceEqual(other.Concat);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var edge in Edges)
            hash.Add(edge);
        foreach (var node in Concat)
            hash.Add(node);
        return hash.ToHashCode();
    }

    /// <summary>The edges and the concatenated nodes.</summary>
    public override string ToString() => $"[{string.Join(", ", Edges)}] -> [{string.Join(", ", Concat)}]";

    private IEnumerable<string> Violations()
    {
        if (Edges.Length != EdgeCount)
            yield return $"{Edges.Length} edges instead of {EdgeCount}";
        for (var i = 0; i < Math.Min(Edges.Length, EdgeCount); i++)
        {
            var (operation, input) = Edges[i];
            if (!Enum.IsDefined(operation)) yield return $"edge {i} has the unknown operation {(int)operation}";
            if (input < 0 || input >= NodeOf(i)) yield return $"edge {i} reads {input}, but node {NodeOf(i)} may read 0 … {NodeOf(i) - 1}";
        }

        if (Concat.IsEmpty) yield return "no node is concatenated";
        if (Concat.Any(node => node is < Inputs or >= Inputs + Nodes) || Concat.Distinct().Count() != Concat.Length)
            yield return $"the concatenated nodes must be distinct numbers of 2 … 5, not {string.Join(", ", Concat)}";
    }
}
