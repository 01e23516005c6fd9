using SwapScore.Randomness;
using SwapScore.Spaces.Darts;

namespace SwapScore.Tests.Spaces.Darts;

public sealed class DartsCanonicalTests
{
    [Fact]
    public void Canonical_EdgesOfANodeSwapped_IsTheSame()
    {
        for (var i = 0; i < 100; i++)
        {
            var cell = Cell(i);
            var swapped = new DartsCell(cell.Edges.Chunk(2).SelectMany(pair => pair.Reverse()));
            Assert.Equal(Canonical(cell), Canonical(swapped));
        }
    }

    [Fact]
    public void Canonical_IndependentNodesExchanged_IsTheSame()
    {
        // Nodes 2 and 3 read the inputs only; whoever reads one of them reads the other under its new number.
        var cell = Of("sep_conv_3x3 0, skip_connect 1, max_pool_3x3 0, dil_conv_5x5 1, sep_conv_5x5 2, skip_connect 3, avg_pool_3x3 2, sep_conv_3x3 4");
        var exchanged = Of("max_pool_3x3 0, dil_conv_5x5 1, sep_conv_3x3 0, skip_connect 1, sep_conv_5x5 3, skip_connect 2, avg_pool_3x3 3, sep_conv_3x3 4");
        Assert.NotEqual(cell, exchanged);
        Assert.Equal(Canonical(cell), Canonical(exchanged));
    }

    [Fact]
    public void Canonical_WhatAnEdgeWithoutOperationReads_DoesNotMatter()
    {
        var cell = Of("none 0, skip_connect 1, none 2, sep_conv_3x3 2, none 3, sep_conv_3x3 3, none 4, sep_conv_3x3 4");
        var other = Of("none 1, skip_connect 1, none 0, sep_conv_3x3 2, none 0, sep_conv_3x3 3, none 0, sep_conv_3x3 4");
        Assert.Equal(Canonical(cell), Canonical(other));
    }

    [Fact]
    public void Canonical_OneChoiceOfManyChanged_IsAnotherUnlessIsomorphic()
    {
        // Isomorphic cells have the same network but for its order: other networks must have another form.
        for (var i = 0; i < 200; i++)
        {
            var parent = new DartsGenotype(Cell(i), Cell(i));
            var child = (DartsGenotype)new DartsSpace().Mutate(parent, RandomKey.FromSeed(i));
            var (one, other) = (DartsNetworks.BuildScoring(parent, new(3, 32, 32)), DartsNetworks.BuildScoring(child, new(3, 32, 32)));
            if (one.Parameters != other.Parameters || one.Flops() != other.Flops() || one.DistinctNeurons != other.DistinctNeurons)
                Assert.NotEqual(parent.Canonical, child.Canonical);
            if (parent.Canonical == child.Canonical)
                Assert.Equal((one.Parameters, one.Flops(), one.DistinctNeurons), (other.Parameters, other.Flops(), other.DistinctNeurons));
        }
    }

    [Fact]
    public void Canonical_NormalAndReductionCell_AreNotExchanged() =>
        Assert.NotEqual(new DartsGenotype(Cell(1), Cell(2)).Canonical, new DartsGenotype(Cell(2), Cell(1)).Canonical);

    private static string Canonical(DartsCell cell) => new DartsGenotype(cell, cell).Canonical;

    private static DartsCell Cell(int seed) => DartsSampler.SharedCell(RandomKey.FromSeed(seed)).Normal;

    private static DartsCell Of(string edges) => new(edges.Split(", ").Select(edge => edge.Split(' ')).Select(
        edge => new DartsEdge(DartsOperationNames.Find(edge[0])!.Value, edge[1][0] - '0')));
}
