using System.Collections.Immutable;

namespace SwapScore.Spaces.Darts;

/// <summary>
/// A form that cells share when they differ only in how they are written: the order of the two edges of a node, the order of nodes that do
/// not read each other, and what an edge without operation reads.
/// </summary>
internal static class DartsCanonical
{
    private static readonly ImmutableArray<int[]> Orders = [.. Permutations([])];

    public static string Write(DartsGenotype genotype) =>
        genotype.Normal.Equals(genotype.Reduce) ? Write(genotype.Normal) : $"{Write(genotype.Normal)}/{Write(genotype.Reduce)}";

    /// <summary>The least text over all orders in which every node comes after those it reads.</summary>
    private static string Write(DartsCell cell) => Orders.Select(order => Written(cell, order)).OfType<string>().Min(StringComparer.Ordinal)!;

    /// <param name="cell">The cell.</param>
    /// <param name="order">Which node comes first, second, …</param>
    /// <returns>Null where a node would come before one it reads.</returns>
    private static string? Written(DartsCell cell, int[] order)
    {
        var places = new int[DartsCell.Inputs + DartsCell.Nodes];
        places[1] = 1;
        for (var place = 0; place < order.Length; place++)
            places[order[place]] = DartsCell.Inputs + place;

        var nodes = new List<string>();
        foreach (var node in order)
        {
            var (left, right) = cell.EdgesOf(node);
            if (!IsLater(node, left) || !IsLater(node, right)) return null;
            var (one, other) = (Written(left, places), Written(right, places));
            nodes.Add((string.CompareOrdinal(one, other) <= 0 ? one + other : other + one) + (cell.Concat.Contains(node) ? "" : "-"));
        }

        return string.Concat(nodes);

        bool IsLater(int node, DartsEdge edge) => edge.Operation == DartsOperation.None || places[edge.Input] < places[node];
    }

    private static string Written(DartsEdge edge, int[] places) =>
        edge.Operation == DartsOperation.None ? "00" : $"{(int)edge.Operation}{places[edge.Input]}";

    private static IEnumerable<int[]> Permutations(int[] start) => start.Length == DartsCell.Nodes
        ? [start]
        : Enumerable.Range(DartsCell.Inputs, DartsCell.Nodes).Except(start).SelectMany(next => Permutations([.. start, next]));
}
