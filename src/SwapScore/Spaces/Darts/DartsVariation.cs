using System.Collections.Immutable;
using SwapScore.Randomness;

namespace SwapScore.Spaces.Darts;

/// <summary>
/// Variation of genotypes: one operation or one input of an edge is another one; the two edges of a node are inherited together. Genotypes
/// whose cells are equal keep them equal, so that a search among shared cells stays there. Children concatenate all four nodes.
/// </summary>
/// <param name="operations">The operations of the space.</param>
/// <param name="isCell">Whether edges make a cell of the space.</param>
internal sealed class DartsVariation(ImmutableArray<DartsOperation> operations, Func<IReadOnlyList<DartsEdge>, bool> isCell)
{
    private const int ChoicesAnEdge = 2;
    private const int ChoicesANode = 2 * ChoicesAnEdge;

    private static readonly IEnumerable<int> Edges = Enumerable.Range(0, DartsCell.EdgeCount);

    private readonly ChoiceVariation<DartsGenotype> _shared = new(
        [.. Options(operations.Length)],
        genotype => [.. Encode(genotype.Reduce, operations)],
        choices => Decode(choices, operations, isCell) is { } cell ? new DartsGenotype(cell, cell) : null,
        ChoicesANode);

    private readonly ChoiceVariation<DartsGenotype> _separate = new(
        [.. Options(operations.Length), .. Options(operations.Length)],
        genotype => [.. Encode(genotype.Normal, operations), .. Encode(genotype.Reduce, operations)],
        choices =>
            Decode(choices.AsSpan(0, choices.Length / 2), operations, isCell) is { } normal
            && Decode(choices.AsSpan(choices.Length / 2), operations, isCell) is { } reduce
                ? new DartsGenotype(normal, reduce)
                : null,
        ChoicesANode);

    public DartsGenotype Mutate(DartsGenotype parent, RandomKey key) => For(parent).Mutate(parent, key);

    public DartsGenotype Cross(DartsGenotype first, DartsGenotype second, RandomKey key) => For(first, second).Cross(first, second, key);

    private ChoiceVariation<DartsGenotype> For(params ReadOnlySpan<DartsGenotype> parents)
    {
        foreach (var parent in parents)
            if (!parent.Normal.Equals(parent.Reduce))
                return _separate;
        return _shared;
    }

    private static IEnumerable<int> Options(int operations) => Edges.SelectMany(edge => new[] { operations, DartsCell.NodeOf(edge) });

    private static IEnumerable<int> Encode(DartsCell cell, ImmutableArray<DartsOperation> operations) =>
        cell.Edges.SelectMany(edge => new[] { operations.IndexOf(edge.Operation), edge.Input });

    private static DartsCell? Decode(ReadOnlySpan<int> choices, ImmutableArray<DartsOperation> operations, Func<IReadOnlyList<DartsEdge>, bool> isCell)
    {
        var edges = new DartsEdge[DartsCell.EdgeCount];
        for (var edge = 0; edge < edges.Length; edge++)
            edges[edge] = new DartsEdge(operations[choices[ChoicesAnEdge * edge]], choices[ChoicesAnEdge * edge + 1]);
        return isCell(edges) ? new DartsCell(edges) : null;
    }
}
