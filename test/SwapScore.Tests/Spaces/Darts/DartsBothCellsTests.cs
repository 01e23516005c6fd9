using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces.Darts;

namespace SwapScore.Tests.Spaces.Darts;

public sealed class DartsBothCellsTests
{
    private static readonly DartsSpace Both = new(DartsVariant.BothCells);
    private static readonly DartsSpace One = new();
    private static readonly Batch Images = BuiltInImages.Natural32.ToBatch(0, 16);

    [Fact]
    public async Task Score_EitherCellReplaced_Changes()
    {
        var (first, second, third) = (Cell(1), Cell(2), Cell(3));
        var score = await ScoreAsync(Both, new DartsGenotype(first, second));
        Assert.NotEqual(score, await ScoreAsync(Both, new DartsGenotype(third, second)));
        Assert.NotEqual(score, await ScoreAsync(Both, new DartsGenotype(first, third)));

        // The published network does not see the normal cell.
        Assert.Equal(await ScoreAsync(One, new DartsGenotype(first, second)), await ScoreAsync(One, new DartsGenotype(third, second)));
    }

    [Fact]
    public async Task Score_RicherCell_IsHigherInEitherPlace()
    {
        var (poor, rich) = (Uniform(DartsOperation.SkipConnect), Uniform(DartsOperation.SepConv5x5));
        var least = await ScoreAsync(Both, new DartsGenotype(poor, poor));
        var most = await ScoreAsync(Both, new DartsGenotype(rich, rich));
        foreach (var mixed in new[] { new DartsGenotype(rich, poor), new DartsGenotype(poor, rich) })
            Assert.InRange(await ScoreAsync(Both, mixed), Math.BitIncrement(least), Math.BitDecrement(most));
    }

    [Fact]
    public void Network_HasThePublishedOneAndANormalCellBesideIt()
    {
        // The classifier's shifts are shared; a skip of a normal cell is the identity, one of a reduction cell that reads the image has two
        // 1×1 convolutions from 6 to 3 channels and a normalisation of 6.
        var (first, second) = (Cell(1), Cell(2));
        var both = DartsNetworks.BuildScoringBothCells(new DartsGenotype(first, second), Images.Shape);
        var (classifier, factorizedReduction) = (10L, 2 * 6 * 3 + 2 * 6);
        var parts = new[] { first, second }.Sum(cell => DartsNetworks.BuildScoring(new DartsGenotype(cell, cell), Images.Shape).Parameters);
        var skips = first.Edges.Count(edge => edge.Operation == DartsOperation.SkipConnect && edge.Input < DartsCell.Inputs);
        Assert.Equal(parts - classifier - skips * factorizedReduction, both.Parameters);
        Assert.Throws<NetworkException>(() => DartsNetworks.BuildScoringBothCells(new DartsGenotype(first, second), new Shape(1, 32, 32)));
    }

    [Fact]
    public void Sample_CellsDiffer_AndStayApartUnderVariation()
    {
        var key = RandomKey.FromSeed(5);
        var (one, other) = (Both.Sample(key), Both.Sample(RandomKey.FromSeed(6)));
        Assert.NotEqual(one.Normal, one.Reduce);
        Assert.NotEqual(Both.Mutate(one, key).Normal, Both.Mutate(one, key).Reduce);
        Assert.NotEqual(Both.Cross(one, other, key).Normal, Both.Cross(one, other, key).Reduce);
        Assert.Equal(one, One.Sample(key));
        var shared = new DartsSpace(DartsVariant.SharedCell).Sample(key);
        Assert.Equal((one.Normal, one.Normal), (shared.Normal, shared.Reduce));
    }

    [Fact]
    public void FullSizes_AreTheNetworksOfThePaper()
    {
        // Parameters of DARTS_V2 as published, auxiliary head excluded.
        var sizes = Both.FullSizes(Both.Tasks[0]);
        Assert.Equal([3_349_342L, 4_718_752L], sizes.Select(size => size.Build(Both.Parse("DARTS_V2")).Parameters));
    }

    private static async Task<double> ScoreAsync(DartsSpace space, DartsGenotype genotype)
    {
        var request = new EvaluationRequest(space.Name, genotype.Text, new EvaluationOptions { Repeats = 4 }, Images.Fingerprint);
        await foreach (var result in new LocalEvaluator(Images, 1, [space]).EvaluateAsync([request]))
            return result.Metrics["swap"].Mean;
        throw new InvalidOperationException();
    }

    private static DartsCell Cell(int seed) => DartsSampler.SharedCell(RandomKey.FromSeed(seed)).Normal;

    private static DartsCell Uniform(DartsOperation operation) =>
        new(Enumerable.Range(0, DartsCell.EdgeCount).Select(edge => new DartsEdge(operation, edge % 2)));
}
