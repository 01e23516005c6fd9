using System.Collections.Immutable;
using SwapScore.Randomness;

namespace SwapScore.Spaces.Darts;

/// <summary>Draws genotypes. All operations are equally likely, as are the states below a node for each of its two inputs.</summary>
internal static class DartsSampler
{
    /// <summary>Draws a genotype as those of the published table were drawn: both cells equal.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal genotypes.</param>
    public static DartsGenotype SharedCell(RandomKey key)
    {
        var cell = Cell(key.Draw(), DartsOperationNames.Operations);
        return new DartsGenotype(cell, cell);
    }

    /// <summary>Draws a genotype uniformly from all that have these operations: its two cells independent.</summary>
    /// <param name="key">Stream of randomness; the normal cell of all operations is that of <see cref="SharedCell"/>.</param>
    /// <param name="operations">The operations that are drawn.</param>
    public static DartsGenotype SeparateCells(RandomKey key, ImmutableArray<DartsOperation> operations)
    {
        var draws = key.Draw();
        var normal = Cell(draws, operations);
        return new DartsGenotype(normal, Cell(draws, operations));
    }

    private static DartsCell Cell(RandomSequence draws, ImmutableArray<DartsOperation> operations) => new(Enumerable.Range(0, DartsCell.EdgeCount)
        .Select(edge => new DartsEdge(operations[draws.Next(operations.Length)], draws.Next(DartsCell.NodeOf(edge)))));
}
