using System.Collections.Immutable;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.NasBench201;

/// <summary>
/// A NAS-Bench-201 cell: four nodes, each pair joined by one operation. An immutable value. The six edges are kept by target node, as
/// the benchmark writes them: 0→1, 0→2, 1→2, 0→3, 1→3, 2→3.
/// </summary>
internal sealed class NasBench201Architecture : IArchitecture, IEquatable<NasBench201Architecture>
{
    /// <summary>Number of edges.</summary>
    public const int EdgeCount = 6;

    internal static readonly string[] Names = ["skip_connect", "none", "nor_conv_3x3", "nor_conv_1x1", "avg_pool_3x3"];

    // Where each edge of a published key (by source node: 0→1, 0→2, 0→3, 1→2, 1→3, 2→3) stands in the order by target.
    internal static readonly int[] KeyOrder = [0, 1, 3, 2, 4, 5];

    /// <summary>The benchmark's name of an operation.</summary>
    internal static string NameOf(NasBench201Operation operation) => Names[(int)operation];

    /// <summary>A cell of six operations.</summary>
    /// <param name="edges">Operations in the order 0→1, 0→2, 1→2, 0→3, 1→3, 2→3.</param>
    /// <exception cref="ArgumentException">There are not six.</exception>
    public NasBench201Architecture(params ImmutableArray<NasBench201Operation> edges)
    {
        if (edges.Length != EdgeCount) throw new ArgumentException($"{edges.Length} operations, expected {EdgeCount}", nameof(edges));
        Edges = edges;
    }

    /// <summary>The operations, in the order 0→1, 0→2, 1→2, 0→3, 1→3, 2→3.</summary>
    public ImmutableArray<NasBench201Operation> Edges { get; }

    /// <summary>The benchmark's own text: <c>|nor_conv_3x3~0|+|none~0|skip_connect~1|+|…~0|…~1|…~2|</c>.</summary>
    public string Text => string.Join('+', Enumerable.Range(1, 3).Select(target =>
        string.Concat(Enumerable.Range(0, target).Select(source => $"|{Names[(int)Operation(source, target)]}~{source}")) + "|"));

    /// <summary>The key of the published zero-cost tables: six numbers, edges by source node, as in <c>(0, 2, 3, 2, 3, 1)</c>.</summary>
    public string Key => $"({string.Join(", ", KeyOrder.Select(edge => (int)Edges[edge]))})";

    /// <summary>
    /// Equal for cells that compute the same function whatever the weights: <c>none</c> is a zero, <c>skip_connect</c> vanishes, terms of
    /// a sum have no order. The benchmark's 15,625 cells have 6,466 such forms.
    /// </summary>
    public string Canonical
    {
        get
        {
            var nodes = new List<string> { "0" };
            for (var target = 1; target <= 3; target++)
                nodes.Add(string.Join('+', Enumerable.Range(0, target).Select(source => Term(source, target, nodes)).Order(StringComparer.Ordinal)));
            return nodes[3];
        }
    }

    /// <summary>The operation from one node to a later one.</summary>
    /// <param name="source">0 … 2.</param>
    /// <param name="target">1 … 3, after the source.</param>
    public NasBench201Operation Operation(int source, int target) => Edges[target * (target - 1) / 2 + source];

    IReadOnlyList<Diagram> IArchitecture.Diagrams => [NasBench201Drawing.Draw(this)];

    /// <summary>
    /// Reads the benchmark's text, alone or as <c>Structure(4 nodes with …)</c>, its nodes as tuples of names and sources, or a key of the
    /// published tables. Blanks, quotes and brackets around are free.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is malformed; the message says where.</exception>
    public static NasBench201Architecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NasBench201Text.Parse(text);
    }

    /// <inheritdoc/>
    public bool Equals(NasBench201Architecture? other) => other is not null && Edges.SequenceEqual(other.Edges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NasBench201Architecture);

    /// <inheritdoc/>
    public override int GetHashCode() => Edges.Aggregate(0, (hash, operation) => hash * Names.Length + (int)operation);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private string Term(int source, int target, List<string> nodes) => Operation(source, target) switch
    {
        NasBench201Operation.None => "#",
        _ when nodes[source] == "#" => "#",
        NasBench201Operation.Skip => nodes[source],
        var operation => $"({nodes[source]})@{Names[(int)operation]}",
    };
}
