using System.Collections.Immutable;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces.TransNasBench101;

/// <summary>
/// A micro cell of TransNAS-Bench-101: four nodes, each pair joined by one operation. An immutable value. The skeleton is that of the
/// benchmark: modules 4, 1, 4, 1, 4 of two cells each, from 64 channels on.
/// </summary>
internal sealed class TransNasMicroArchitecture : IArchitecture, IEquatable<TransNasMicroArchitecture>
{
    /// <summary>Number of edges.</summary>
    public const int EdgeCount = 6;

    /// <summary>Number of operations.</summary>
    public const int OperationCount = 4;

    private const string Prefix = "64-41414-";

    /// <summary>A cell of six operations.</summary>
    /// <param name="edges">Operations in the order 0→1, 0→2, 1→2, 0→3, 1→3, 2→3.</param>
    /// <exception cref="ArgumentException">There are not six.</exception>
    public TransNasMicroArchitecture(params ImmutableArray<TransNasOperation> edges)
    {
        if (edges.Length != EdgeCount) throw new ArgumentException($"{edges.Length} operations, expected {EdgeCount}", nameof(edges));
        Edges = edges;
    }

    /// <summary>The operations, in the order 0→1, 0→2, 1→2, 0→3, 1→3, 2→3.</summary>
    public ImmutableArray<TransNasOperation> Edges { get; }

    /// <summary>The benchmark's own text, edges by target node: <c>64-41414-a_bc_def</c>.</summary>
    public string Text
    {
        get
        {
            var digits = string.Concat(Edges.Select(edge => (int)edge));
            return $"{Prefix}{digits[0]}_{digits[1..3]}_{digits[3..]}";
        }
    }

    /// <summary>The key of the published zero-cost tables: <c>(1, 0, 0, 2, 1, 0)</c>, edges in the order of <see cref="Edges"/>.</summary>
    public string Key => $"({string.Join(", ", Edges.Select(edge => (int)edge))})";

    /// <summary>
    /// Equal for cells that compute the same function whatever the weights: operations on nothing and operations nobody reads vanish, skips
    /// between later nodes vanish, terms of a sum have no order. A skip from node 0 is an operation with weights where it changes the shape.
    /// </summary>
    public string Canonical
    {
        get
        {
            var output = TransNasTerm.Output(this);
            var weighted = TransNasTerm.All(output).CountBy(term => term.Text).Where(pair => pair.Value > 1).OrderBy(pair => pair.Key, StringComparer.Ordinal);
            return string.Join(';', [TransNasTerm.Sum(output), .. weighted.Select(pair => $"{pair.Value} of {pair.Key}")]);
        }
    }

    /// <summary>The operation from one node to a later one.</summary>
    /// <param name="source">0 … 2.</param>
    /// <param name="target">1 … 3, after the source.</param>
    public TransNasOperation Operation(int source, int target) => Edges[target * (target - 1) / 2 + source];

    IReadOnlyList<Diagram> IArchitecture.Diagrams => [TransNasDrawing.Draw(this)];

    /// <summary>Reads the benchmark's text or a key of the published tables.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="UsageException">It is malformed; the message says where.</exception>
    public static TransNasMicroArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().TrimStart() is ['(', ..])
            return Create(KeyText.Numbers(text, "a TransNAS-Bench-101 micro key", EdgeCount, 0, OperationCount - 1));
        var trimmed = text.Trim();
        var cell = trimmed.StartsWith(Prefix, StringComparison.Ordinal) ? trimmed[Prefix.Length..] : "";
        if (cell is [_, '_', _, _, '_', _, _, _] && cell.Where(c => c != '_').All(c => c is >= '0' and < (char)('0' + OperationCount)))
            return Create([.. cell.Where(c => c != '_').Select(c => c - '0')]);
        throw new UsageException(
            $"'{KeyText.Shortened(text)}' is not a TransNAS-Bench-101 micro cell",
            "write 64-41414-1_02_330 (operations 0 none, 1 skip, 2 conv 1×1, 3 conv 3×3) or a key (1, 0, 2, 3, 3, 0)");
    }

    /// <inheritdoc/>
    public bool Equals(TransNasMicroArchitecture? other) => other is not null && Edges.SequenceEqual(other.Edges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TransNasMicroArchitecture);

    /// <inheritdoc/>
    public override int GetHashCode() => Edges.Aggregate(0, (hash, operation) => hash * OperationCount + (int)operation);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static TransNasMicroArchitecture Create(int[] numbers) => new([.. numbers.Select(number => (TransNasOperation)number)]);
}
