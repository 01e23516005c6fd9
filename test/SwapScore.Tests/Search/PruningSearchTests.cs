using System.Collections.Immutable;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Spaces.NasBench201;

namespace SwapScore.Tests.Search;

public sealed class PruningSearchTests
{
    private static readonly NasBench201Space Cells = new();
    private static readonly SuperNetworkSpace Space = new(Cells);
    private static readonly Shape Small = new(3, 8, 8);

    [Fact]
    public async Task RunAsync_KnownImportances_PrunesTheLeastImportantOfEveryEdgeFirst()
    {
        // Of edge e the operation (e + k) mod 4 is worth k: it is the k-th to go, and the fourth stays.
        var rounds = await SuperNetworks.RoundsAsync(Search(SuperNetworks.Worth(Space, (edge, operation) => (operation - edge + 8) % 4)));
        Assert.Equal([24, 18, 12], rounds.Select(round => round.Measured.Count));
        for (var k = 0; k < 3; k++)
            Assert.Equal(
                Enumerable.Range(0, 6).Select(edge => (edge, (edge + k) % 4)),
                rounds[k].Measured.Where(one => one.IsPruned).Select(one => (one.Edge, one.Operation)).Order());
        Assert.Equal([3, 0, 1, 2, 3, 0], ((SuperNetwork)rounds[^1].Remaining).Operations.Select(choice => choice.Single()));
    }

    [Fact]
    public async Task RunAsync_TwoARound_LeavesOneOnEveryEdgeAndCountsWhatItMeasures()
    {
        var evaluator = SuperNetworks.Worth(Space, (_, operation) => operation);
        var search = Search(evaluator, new PruningOptions { PerRound = 2 });
        var rounds = await SuperNetworks.RoundsAsync(search);
        Assert.Equal(2, rounds.Count);
        Assert.Equal([2, 2, 2, 2, 2, 2], rounds[0].Measured.Where(one => one.IsPruned).GroupBy(one => one.Edge).Select(edge => edge.Count()));
        Assert.All(((SuperNetwork)rounds[^1].Remaining).Operations, choice => Assert.Equal([3], choice));
        Assert.Equal(25 + 13, evaluator.Asked);
        Assert.Equal(evaluator.Asked, search.Measurements);
    }

    [Fact]
    public async Task RunAsync_Remembered_MeasuresOnlyWhatIsNewAndEndsAlike()
    {
        int Worth(int edge, int operation) => (edge * 7 + operation * 5) % 11;
        var first = Search(SuperNetworks.Worth(Space, Worth));
        await SuperNetworks.RoundsAsync(first);
        var measured = first.Results;
        Assert.Equal(first.Measurements, measured.Count);
        var evaluator = SuperNetworks.Worth(Space, Worth);
        var resumed = Search(evaluator);
        foreach (var one in measured.Take(30))
            resumed.Remember(one);
        Assert.Equal(
            (await SuperNetworks.RoundsAsync(Search(SuperNetworks.Worth(Space, Worth)))).SelectMany(round => round.Measured),
            (await SuperNetworks.RoundsAsync(resumed)).SelectMany(round => round.Measured));
        Assert.Equal(measured.Count - 30, evaluator.Asked);
    }

    [Fact]
    public async Task RunAsync_NetworkThatCannotBeMeasuredWithoutAnOperation_KeepsIt()
    {
        // The first operation of edge 2 would be the first to go, but nothing works without it.
        var rounds = await SuperNetworks.RoundsAsync(Search(SuperNetworks.Worth(Space, (_, operation) => operation, fails: network => !network.Operations[2].Contains(0))));
        Assert.All(rounds, round => Assert.Contains(0, ((SuperNetwork)round.Remaining).Operations[2]));
        Assert.Equal([3, 3, 0, 3, 3, 3], ((SuperNetwork)rounds[^1].Remaining).Operations.Select(choice => choice.Single()));
        var kept = rounds[0].Measured.Single(one => one is { Edge: 2, Operation: 0 });
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity, false), (kept.NtkChange, kept.RegionsChange, kept.IsPruned));
        Assert.Equal(kept, rounds[0].Measured[^1]);
    }

    [Fact]
    public async Task RunAsync_NothingCanBeMeasured_FailsNamingTheNetwork()
    {
        var fault = await Assert.ThrowsAsync<PruningException>(() => SuperNetworks.RoundsAsync(Search(SuperNetworks.Worth(Space, (_, _) => 0, fails: _ => true))));
        Assert.Equal("the super-network of round 1 cannot be measured: too bad", fault.Message);
        Assert.Equal(FaultKind.Search, fault.Kind);
    }

    [Fact]
    public async Task RunAsync_NothingCanBeRemoved_Fails()
    {
        var fault = await Assert.ThrowsAsync<PruningException>(
            () => SuperNetworks.RoundsAsync(Search(SuperNetworks.Worth(Space, (_, _) => 0, fails: network => network.Operations.Any(choice => choice.Length < 4)))));
        Assert.Equal("no operation can be removed in round 1: too bad", fault.Message);
    }

    [Fact]
    public void Order_RanksBothChangesDenselyAndSumsThem()
    {
        var step = new PruningStep([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)], edge => edge, _ => 1);
        var order = PruningOrder.Rank(step, [(0.5, 0.1), (0.5, 0.3), (-0.2, 0.1), (0.9, 0.9), (double.NegativeInfinity, 0.1)]);
        Assert.Equal(
            [(0, 0, 1, true), (0, 1, 2, false), (0, 2, 2, false), (1, 0, 2, true), (1, 1, 3, false)],
            order.Select(one => (one.Edge, one.Operation, one.Rank, one.IsPruned)).Order());
    }

    [Fact]
    public void Change_IsTheMeanOfRepeatsOfThreeDecimals()
    {
        Assert.Equal(0.25, PruningOrder.Change([4, 4], [2, 4]));
        Assert.Equal(-0.333, PruningOrder.Change([3], [4]));
        Assert.Equal(-0.1665, PruningOrder.Change([3, 3], [4, 3]));
        Assert.Equal(double.NegativeInfinity, PruningOrder.Change([4, 4], [2, double.PositiveInfinity]));
        Assert.Equal(1, PruningOrder.Change([double.PositiveInfinity], [7]));
        Assert.Equal(PruningOrder.Change([10, 10, 10], [9, 8, 7]), PruningOrder.Change([10, 10, 10], [7, 9, 8]));
    }

    [Fact]
    public void BuildSuperNetwork_AnOperationRemoved_LeavesAllOtherWeightsBitEqual()
    {
        var full = SuperNetwork.Full(Cells.PrunableEdges);
        foreach (var build in (Func<SuperNetwork, Network>[])[network => Space.BuildScoringNetwork(network, Cells.Tasks[0], Small), network => Space.BuildThinNetwork(network, new Shape(1, 4, 4))])
        {
            var all = SuperNetworks.Weights(Space, build(full));
            for (var edge = 0; edge < 6; edge++)
                for (var operation = 0; operation < 4; operation++)
                {
                    var without = SuperNetworks.Weights(Space, build(full.Without(edge, operation)));
                    Assert.All(without, pair => Assert.Equal(all[pair.Key], pair.Value));
                    var lost = all.Keys.Except(without.Keys).ToList();
                    var isConvolution = Cells.PrunableEdges[edge].Operations[operation].StartsWith("nor_conv", StringComparison.Ordinal);
                    Assert.Equal(isConvolution, lost.Count > 0);
                    Assert.All(lost, name => Assert.Contains($"operation{operation}.", name, StringComparison.Ordinal));
                }
        }
    }

    [Fact]
    public void BuildSuperNetwork_OneOperationAnEdge_IsTheShortNarrowNetworkOfTheCell()
    {
        foreach (var cell in Cells.All.Where(cell => !cell.Edges.Contains(NasBench201Operation.None)).Where((_, i) => i % 377 == 0))
        {
            var single = cell.Edges.Select(edge => ImmutableArray.Create(NasBench201SuperNetwork.Operations.IndexOf(edge))).ToList();
            Assert.Equal(cell, Cells.Chosen(single));
            var network = Cells.BuildSuperNetwork(single, Cells.Tasks[0], Small);
            Assert.Equal(SuperNetworks.Describe(NasBench201Networks.Build(cell, 10, Small, channels: 3, cells: 1)), SuperNetworks.Describe(network));
        }
    }

    [Fact]
    public void BuildSuperNetwork_AllOperations_AveragesFourOnEveryEdge()
    {
        long Parameters(string key) => NasBench201Networks.Build(NasBench201Architecture.Parse(key), 10, Small, channels: 3, cells: 1).Parameters;
        var full = Space.BuildScoringNetwork(SuperNetwork.Full(Cells.PrunableEdges), Cells.Tasks[0], Small);
        Assert.Equal(Parameters("(2,2,2,2,2,2)") + Parameters("(3,3,3,3,3,3)") - Parameters("(0,0,0,0,0,0)"), full.Parameters);
        var means = full.Nodes.Where(node => node.Operation is Scaling).ToList();
        Assert.Equal(3 * 6, means.Count);
        Assert.All(means, node => Assert.Equal((new Scaling(0.25f), 4), (node.Operation, node.Inputs.Single().Inputs.Length)));
    }

    [Fact]
    public void Parse_OwnText_IsTheSame()
    {
        for (var i = 0; i < 50; i++)
        {
            var one = Space.Sample(RandomKey.FromSeed(i));
            Assert.Equal(one, Space.Parse(one.Text));
            Assert.NotEqual(one, Space.Mutate(one, RandomKey.FromSeed(i)));
        }

        Assert.Contains("0→2 has no operation 'x'", Assert.Throws<UsageException>(() => Space.Parse("skip_connect/x/skip_connect/skip_connect/skip_connect/skip_connect")).Message, StringComparison.Ordinal);
        Assert.Contains("1 edges, expected 6", Assert.Throws<UsageException>(() => Space.Parse("skip_connect")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluation_Device_IsThatOfTheOptions() =>
        Assert.Equal(ComputeDevice.OfCuda(1), Search(SuperNetworks.Worth(Space, (_, _) => 0), new PruningOptions { Device = ComputeDevice.OfCuda(1) }).Evaluation.Validated().Device);

    private static PruningSearch Search(IEvaluator evaluator, PruningOptions? options = null) => new(Cells, Cells.Tasks[0], evaluator, options ?? new PruningOptions(), "");
}
