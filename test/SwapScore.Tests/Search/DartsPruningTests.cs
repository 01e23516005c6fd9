using SwapScore.Networks;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;
using SwapScore.Spaces.NasBench201;

namespace SwapScore.Tests.Search;

public sealed class DartsPruningTests
{
    private const int Operations = 7;
    private const int EdgesOfCell = 14;
    private const int FirstEdgeOfLastNode = 9;

    private static readonly DartsSpace Cells = new();
    private static readonly SuperNetworkSpace Space = new(Cells);
    private static readonly SuperNetwork Full = SuperNetwork.Full(Cells.PrunableEdges);

    private static readonly IReadOnlyList<Func<SuperNetwork, Network>> Builds =
        [network => Space.BuildScoringNetwork(network, Cells.Tasks[0], new Shape(3, 8, 8)), network => Space.BuildThinNetwork(network, new Shape(1, 4, 4))];

    [Fact]
    public void PrunableEdges_AreThoseOfBothCellsAndTwoOfThemLeadToANode()
    {
        Assert.Equal(2 * EdgesOfCell, Cells.PrunableEdges.Count);
        Assert.Equal(("normal 0→2", "normal 4→5", "reduce 0→2"), (Cells.PrunableEdges[0].Name, Cells.PrunableEdges[13].Name, Cells.PrunableEdges[14].Name));
        Assert.All(Cells.PrunableEdges, edge => Assert.Equal(DartsOperationNames.All.Where(name => name != "none"), edge.Operations));
        Assert.Equal(Enumerable.Range(0, 2 * EdgesOfCell), Cells.EdgeGroups.SelectMany(group => group.Edges));
        Assert.Equal([2, 3, 4, 5, 2, 3, 4, 5], Cells.EdgeGroups.Select(group => group.Edges.Count));
        Assert.All(Cells.EdgeGroups, group => Assert.Equal(2, group.Kept));
    }

    [Fact]
    public async Task RunAsync_KnownImportances_KeepsTheWorthiestOperationsAndThenTheWorthiestEdges()
    {
        // The best operation of an edge is worth more than all others of any, and that of a later edge more than that of an earlier one.
        static int Best(int edge) => edge * 3 % Operations;
        static int Worth(int edge, int operation) => operation == Best(edge) ? 20 + edge % EdgesOfCell : (operation + edge) % Operations;
        var evaluator = SuperNetworks.Worth(Space, Worth);
        var search = Search(evaluator);
        var rounds = await SuperNetworks.RoundsAsync(search);

        Assert.Equal([196, 112, 3, 4, 5, 3, 4, 5], rounds.Select(round => round.Measured.Count));
        Assert.Equal([84, 84, 1, 2, 3, 1, 2, 3], rounds.Select(round => round.Measured.Count(one => one.IsPruned)));
        Assert.All(rounds.Take(1), round => Assert.False(((SuperNetwork)round.Remaining).IsSinglePath));
        Assert.All(rounds.Skip(1), round => Assert.True(((SuperNetwork)round.Remaining).IsSinglePath));
        Assert.Equal(197 + 113 + 2 * (4 + 5 + 6), evaluator.Asked);
        Assert.Equal(evaluator.Asked, search.Measurements);

        var genotype = (DartsGenotype)search.Found!;
        foreach (var (cell, first) in new[] { (genotype.Normal, 0), (genotype.Reduce, EdgesOfCell) })
        {
            Assert.Equal([0, 1, 1, 2, 2, 3, 3, 4], cell.Edges.Select(edge => edge.Input));
            Assert.Equal(
                new[] { 0, 1, 3, 4, 7, 8, 12, 13 }.Select(edge => Cells.PrunableEdges[0].Operations[Best(first + edge)]),
                cell.Edges.Select(edge => edge.Operation.Name()));
        }
    }

    [Fact]
    public async Task RunAsync_RememberedUpToTheEdges_MeasuresOnlyWhatIsNewAndEndsAlike()
    {
        static int Worth(int edge, int operation) => (edge * 7 + operation * 5) % 11;
        var whole = Search(SuperNetworks.Worth(Space, Worth));
        var rounds = await SuperNetworks.RoundsAsync(whole);
        var evaluator = SuperNetworks.Worth(Space, Worth);
        var resumed = Search(evaluator);
        foreach (var one in whole.Results.SkipLast(10))
            resumed.Remember(one);
        Assert.Equal(rounds.SelectMany(round => round.Measured), (await SuperNetworks.RoundsAsync(resumed)).SelectMany(round => round.Measured));
        Assert.Equal(10, evaluator.Asked);
    }

    [Fact]
    public async Task RunAsync_NetworkThatCannotBeMeasuredWithoutAnEdge_KeepsIt()
    {
        // The first edge into the last node would be the first to go.
        var rounds = await SuperNetworks.RoundsAsync(Search(SuperNetworks.Worth(
            Space, (edge, operation) => 10 * edge + operation, fails: network => network.Operations[FirstEdgeOfLastNode].IsEmpty)));
        Assert.Equal([9, 13], Enumerable.Range(FirstEdgeOfLastNode, 5).Where(edge => !((SuperNetwork)rounds[^1].Remaining).Operations[edge].IsEmpty));
    }

    [Fact]
    public void BuildSuperNetwork_AnOperationRemoved_LeavesAllOtherWeightsBitEqual()
    {
        foreach (var build in Builds)
        {
            var all = SuperNetworks.Weights(Space, build(Full));
            for (var i = 0; i < Full.Operations.Length * Operations; i += 3)
            {
                var without = SuperNetworks.Weights(Space, build(Full.Without(i / Operations, i % Operations)));
                Assert.All(without, pair => Assert.Equal(all[pair.Key], pair.Value));
                Assert.All(all.Keys.Except(without.Keys), name => Assert.Contains($"operation{i % Operations}.", name, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void BuildSuperNetwork_AnEdgeRemoved_LeavesAllOtherWeightsBitEqual()
    {
        foreach (var build in Builds)
        {
            var all = SuperNetworks.Weights(Space, build(Full));
            for (var edge = 0; edge < Full.Operations.Length; edge++)
            {
                var without = SuperNetworks.Weights(Space, build(Enumerable.Range(0, Operations).Aggregate(Full, (network, operation) => network.Without(edge, operation))));
                Assert.All(without, pair => Assert.Equal(all[pair.Key], pair.Value));
                var (cell, connection) = (edge < EdgesOfCell ? "normal" : "reduce", DartsSpace.Connections[edge % EdgesOfCell]);
                Assert.Equal(all.Keys.Where(name => name.StartsWith($"{cell}.node{connection.Node}.from{connection.Input}.", StringComparison.Ordinal)), all.Keys.Except(without.Keys));
            }
        }
    }

    [Fact]
    public void BuildThinSuperNetwork_TwoEdgesANode_IsTheNetworkOfTheGenotype()
    {
        // One channel, a normal and then a reduction cell, no stem.
        var options = DartsNetworkOptions.Scoring with { Channels = 1, Layers = 2, Reductions = [1] };
        foreach (var named in Cells.Named)
        {
            var genotype = (DartsGenotype)named.Architecture;
            if (Of(genotype) is not { } network) continue;
            Assert.Equal(genotype.Canonical, Cells.Chosen(network.Operations) is DartsGenotype chosen ? chosen.Canonical : null);
            var thin = SuperNetworks.Describe(Space.BuildThinNetwork(network, new Shape(1, 4, 4))).ToList();
            var whole = SuperNetworks.Describe(DartsNetworks.Build((DartsGenotype)Cells.Chosen(network.Operations), options, new Shape(1, 4, 4))).ToList();

            // Behind the cells: normalisation and ReLU here, pooling and classifier there.
            Assert.Equal(whole.SkipLast(2), thin.SkipLast(2));
        }

        Assert.NotNull(Of((DartsGenotype)Space.Inner.Parse("DARTS_V2")));
    }

    [Fact]
    public void Parse_OwnText_IsTheSame()
    {
        var some = Full.Without(3, 0).Without(20, 6);
        some = Enumerable.Range(0, Operations).Aggregate(some, (network, operation) => network.Without(5, operation));
        Assert.Contains("/-/", some.Text, StringComparison.Ordinal);
        Assert.Equal(some, Space.Parse(some.Text));

        // Only edges of a group can be removed.
        var other = new SuperNetworkSpace(new NasBench201Space());
        Assert.Contains("0→1 has no operation '-'", Assert.Throws<UsageException>(() => other.Parse("-/none/none/none/none/none")).Message, StringComparison.Ordinal);
    }

    private static PruningSearch Search(CountingEvaluator evaluator) => new(Cells, Cells.Tasks[0], evaluator, new PruningOptions { PerRound = 3 }, "");

    /// <summary>The super-network that is a genotype; null where a node reads a state twice or cells do not join all of their nodes.</summary>
    private static SuperNetwork? Of(DartsGenotype genotype)
    {
        var operations = Full.Operations.Select(_ => System.Collections.Immutable.ImmutableArray<int>.Empty).ToArray();
        foreach (var (cell, first) in new[] { (genotype.Normal, 0), (genotype.Reduce, EdgesOfCell) })
        {
            if (!cell.Concat.SequenceEqual([2, 3, 4, 5])) return null;
            foreach (var (index, edge) in cell.Edges.Index())
            {
                var place = first + DartsSpace.Connections.IndexOf(new DartsConnection(edge.Input, DartsCell.NodeOf(index)));
                if (!operations[place].IsEmpty || edge.Operation == DartsOperation.None) return null;
                operations[place] = [DartsSuperNetwork.Operations.IndexOf(edge.Operation)];
            }
        }

        return new SuperNetwork(Cells.PrunableEdges, [.. operations]);
    }
}
