using System.Collections.Immutable;
using SwapScore.Spaces.Diagrams;
using static System.FormattableString;

namespace SwapScore.Spaces.NasBench101;

/// <summary>
/// A NAS-Bench-101 cell: a directed acyclic graph of up to seven vertices and nine edges, input first, output last. An immutable value;
/// vertices that lie on no path from input to output are removed when it is made, as the benchmark does.
/// </summary>
internal sealed class NasBench101Architecture : IArchitecture, IEquatable<NasBench101Architecture>
{
    /// <summary>Most vertices, input and output included.</summary>
    public const int MaximumVertices = 7;

    /// <summary>Largest number of edges of a cell.</summary>
    public const int MaximumEdges = 9;

    private readonly bool[,] _edges;

    internal NasBench101Architecture(bool[,] edges, ImmutableArray<NasBench101Operation> operations)
    {
        _edges = edges;
        Operations = operations;
        Text = NasBench101Text.Format(this);
    }

    /// <summary>The vertices' operations, in topological order.</summary>
    public ImmutableArray<NasBench101Operation> Operations { get; }

    /// <summary>Number of vertices.</summary>
    public int Vertices => Operations.Length;

    /// <summary>Number of edges.</summary>
    public int EdgeCount => _edges.Cast<bool>().Count(edge => edge);

    /// <summary>
    /// Edges and operations, readable: <c>0&gt;1 0&gt;2 1&gt;3 2&gt;3: conv3x3-bn-relu maxpool3x3</c>; vertex 0 is the input, the last one the
    /// output.
    /// </summary>
    public string Text { get; }

    /// <summary>The key of the published zero-cost table: the upper triangular matrix row by row, then the operations.</summary>
    public string Key => NasBench101Text.Key(this);

    /// <summary>Equal for isomorphic cells: the smallest text over all orders of the inner vertices.</summary>
    public string Canonical => NasBench101Text.Canonical(this);

    IReadOnlyList<Diagram> IArchitecture.Diagrams => [NasBench101Drawing.Draw(this)];

    /// <summary>Reads the text form or a published key.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is malformed, too large, or its output is not connected to its input.</exception>
    public static NasBench101Architecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NasBench101Text.Parse(text);
    }

    /// <summary>Makes a cell, removing vertices on no path from input to output.</summary>
    /// <param name="edges">Upper triangular: <c>edges[i, j]</c> leads from vertex i to vertex j.</param>
    /// <param name="operations">Operations of all vertices, input first, output last.</param>
    /// <exception cref="UsageException">There are too many vertices or edges, an edge leads backwards, or no path leads to the output.</exception>
    public static NasBench101Architecture Create(bool[,] edges, IReadOnlyList<NasBench101Operation> operations)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(operations);
        var count = operations.Count;
        if (count is < 2 or > MaximumVertices || edges.GetLength(0) != count || edges.GetLength(1) != count)
            throw new UsageException(Invariant($"a NAS-Bench-101 cell has 2 … {MaximumVertices} vertices and a square matrix, not {count} and {edges.GetLength(0)}×{edges.GetLength(1)}"));
        for (var i = 0; i < count; i++)
        {
            var isEnd = i == 0 || i == count - 1;
            var expected = i == 0 ? NasBench101Operation.Input : i == count - 1 ? NasBench101Operation.Output : operations[i];
            if (operations[i] != expected || (!isEnd && operations[i] is NasBench101Operation.Input or NasBench101Operation.Output))
                throw new UsageException($"vertex {i} of a NAS-Bench-101 cell is {operations[i]}: only the first is the input, only the last the output");
            for (var j = 0; j <= i; j++)
                if (edges[i, j])
                    throw new UsageException($"edge {i}>{j} of a NAS-Bench-101 cell leads backwards: the matrix must be upper triangular");
        }

        var kept = OnPath(edges, count);
        if (kept.Length == 0) throw new UsageException("no path leads from the input of the NAS-Bench-101 cell to its output");
        var pruned = new bool[kept.Length, kept.Length];
        for (var i = 0; i < kept.Length; i++)
            for (var j = 0; j < kept.Length; j++)
                pruned[i, j] = edges[kept[i], kept[j]];
        var cell = new NasBench101Architecture(pruned, [.. kept.Select(vertex => operations[vertex])]);
        return cell.EdgeCount <= MaximumEdges
            ? cell
            : throw new UsageException(Invariant($"a NAS-Bench-101 cell has at most {MaximumEdges} edges, not {cell.EdgeCount}"));
    }

    /// <summary>Whether an edge leads from one vertex to a later one.</summary>
    /// <param name="source">The earlier vertex.</param>
    /// <param name="target">The later vertex.</param>
    public bool HasEdge(int source, int target) => _edges[source, target];

    /// <inheritdoc/>
    public bool Equals(NasBench101Architecture? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NasBench101Architecture);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The vertices that can be reached from the input and reach the output.</summary>
    private static int[] OnPath(bool[,] edges, int count)
    {
        var (forward, backward) = (new bool[count], new bool[count]);
        (forward[0], backward[count - 1]) = (true, true);
        for (var j = 1; j < count; j++)
            for (var i = 0; i < j; i++)
                forward[j] |= forward[i] && edges[i, j];
        for (var i = count - 2; i >= 0; i--)
            for (var j = i + 1; j < count; j++)
                backward[i] |= backward[j] && edges[i, j];
        return backward[0] ? [.. Enumerable.Range(0, count).Where(vertex => forward[vertex] && backward[vertex])] : [];
    }
}
