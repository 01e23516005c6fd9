using SwapScore.Randomness;

namespace SwapScore.Spaces.Darts;

/// <summary>Draws genotypes. All eight operations are equally likely, as are the states below a node for each of its two inputs.</summary>
internal static class DartsSampler
{
    /// <summary>Draws a genotype as those of the published table were drawn: both cells equal.</summary>
    /// <param name="key">Stream of randomness; equal keys give equal genotypes.</param>
    public static DartsGenotype SharedCell(RandomKey key)
    {
        var cell = Cell(key.Draw());
        return new DartsGenotype(cell, cell);
    }

    /// <summary>Draws a genotype uniformly from the whole space: its two cells independent.</summary>
    /// <param name="key">Stream of randomness; the normal cell is that of <see cref="SharedCell"/>.</param>
    public static DartsGenotype SeparateCells(RandomKey key)
    {
        var draws = key.Draw();
        var normal = Cell(draws);
        return new DartsGenotype(normal, Cell(draws));
    }

    private static DartsCell Cell(RandomSequence draws) => new(Enumerable.Range(0, DartsCell.EdgeCount)
        .Select(edge => new DartsEdge((DartsOperation)draws.Next(DartsOperationNames.All.Length), draws.Next(DartsCell.NodeOf(edge)))));
}
