using System.Globalization;
using static System.FormattableString;

namespace SwapScore.Spaces.NasBench101;

/// <summary>The text forms of NAS-Bench-101 cells.</summary>
internal static class NasBench101Text
{
    private const string Hint = "write edges and operations, 0>1 1>2: conv3x3-bn-relu, a published key (0, 1, …), or matrix and operations: [[0, 1], [0, 0]], ['input', 'output']";

    internal static readonly string[] Names = ["input", "output", "maxpool3x3", "conv1x1-bn-relu", "conv3x3-bn-relu"];

    public static string Format(NasBench101Architecture cell) =>
        $"{string.Join(' ', Edges(cell).Select(edge => $"{edge.Source}>{edge.Target}"))}: {string.Join(' ', cell.Operations[1..^1].Select(operation => Names[(int)operation]))}".TrimEnd();

    public static string Key(NasBench101Architecture cell) => $"({string.Join(", ", KeyNumbers(cell))})";

    public static string Canonical(NasBench101Architecture cell)
    {
        var inner = Enumerable.Range(1, cell.Vertices - 2).ToArray();
        return Permutations(inner, 0).Select(order => Renamed(cell, order)).Min(StringComparer.Ordinal)!;
    }

    public static NasBench101Architecture Parse(string text) =>
        NasBench101Matrix.Holds(text) ? NasBench101Matrix.Parse(text, Hint)
        : KeyText.Unquoted(text) is var inner && inner is ['(' or '[', ..] ? ParseKey(inner)
        : ParseReadable(inner);

    private static NasBench101Architecture ParseKey(string text)
    {
        const int Size = NasBench101Architecture.MaximumVertices;
        var numbers = KeyText.Numbers(text, "a NAS-Bench-101 key", null, 0, Names.Length - 1);
        var count = Enumerable.Range(2, Size - 1).FirstOrDefault(n => n * n + n == numbers.Length);
        if (count == 0)
            throw new UsageException(
                $"'{KeyText.Shortened(text)}' is not a NAS-Bench-101 key: {numbers.Length} numbers, expected n² + n for 2 … {Size} vertices", Hint);
        var edges = new bool[count, count];
        for (var i = 0; i < count * count; i++)
            edges[i / count, i % count] = numbers[i] switch
            {
                0 => false,
                1 => true,
                var other => throw new UsageException($"'{KeyText.Shortened(text)}' is not a NAS-Bench-101 key: number {i + 1} of its matrix is {other}", Hint),
            };
        return NasBench101Architecture.Create(edges, [.. numbers.Skip(count * count).Select(number => (NasBench101Operation)number)]);
    }

    private static NasBench101Architecture ParseReadable(string text)
    {
        if (text.Split(':') is not [var edgeText, var operationText])
            throw new UsageException($"'{KeyText.Shortened(text)}' is not a NAS-Bench-101 cell: expected edges, a colon and operations", Hint);
        var inner = operationText.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Operation).ToList();
        var count = inner.Count + 2;
        if (count > NasBench101Architecture.MaximumVertices)
            throw new UsageException(Invariant($"a NAS-Bench-101 cell has at most {NasBench101Architecture.MaximumVertices - 2} operations, not {inner.Count}"), Hint);
        var edges = new bool[count, count];
        foreach (var edge in edgeText.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (source, target) = Edge(edge, count);
            edges[source, target] = true;
        }

        return NasBench101Architecture.Create(edges, [NasBench101Operation.Input, .. inner, NasBench101Operation.Output]);
    }

    private static NasBench101Operation Operation(string name) => Array.IndexOf(Names, name) is >= 2 and var index
        ? (NasBench101Operation)index
        : throw new UsageException($"unknown NAS-Bench-101 operation '{KeyText.Shortened(name)}', expected one of {string.Join(", ", Names.Skip(2))}", Hint);

    private static (int Source, int Target) Edge(string text, int count) =>
        text.Split('>') is [var from, var to]
        && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var source) && source < count
        && int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var target) && target < count
            ? (source, target)
            : throw new UsageException($"'{KeyText.Shortened(text)}' is no edge of a NAS-Bench-101 cell of {count} vertices, 0 … {count - 1}", Hint);

    private static IEnumerable<(int Source, int Target)> Edges(NasBench101Architecture cell) =>
        from source in Enumerable.Range(0, cell.Vertices)
        from target in Enumerable.Range(source + 1, cell.Vertices - source - 1)
        where cell.HasEdge(source, target)
        select (source, target);

    private static IEnumerable<int> KeyNumbers(NasBench101Architecture cell)
    {
        for (var source = 0; source < cell.Vertices; source++)
            for (var target = 0; target < cell.Vertices; target++)
                yield return cell.HasEdge(source, target) ? 1 : 0;
        foreach (var operation in cell.Operations)
            yield return (int)operation;
    }

    private static string Renamed(NasBench101Architecture cell, int[] order)
    {
        // Vertex order[i − 1] becomes vertex i; only the names change, so an edge may then lead backwards.
        var names = new int[cell.Vertices];
        names[^1] = cell.Vertices - 1;
        for (var i = 0; i < order.Length; i++)
            names[order[i]] = i + 1;
        var edges = Edges(cell).Select(edge => $"{names[edge.Source]}>{names[edge.Target]}").Order(StringComparer.Ordinal);
        return $"{string.Join(' ', order.Select(vertex => (int)cell.Operations[vertex]))}: {string.Join(' ', edges)}";
    }

    private static IEnumerable<int[]> Permutations(int[] items, int from)
    {
        if (from == items.Length)
        {
            yield return (int[])items.Clone();
            yield break;
        }

        for (var i = from; i < items.Length; i++)
        {
            (items[from], items[i]) = (items[i], items[from]);
            foreach (var rest in Permutations(items, from + 1))
                yield return rest;
            (items[from], items[i]) = (items[i], items[from]);
        }
    }
}
