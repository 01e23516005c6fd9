using System.Collections.Immutable;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;

namespace SwapScore.Torch.Tests;

public sealed class PruningSearchTests
{
    private static readonly Batch Images = BuiltInImages.Natural32.Resize(8).ToBatch(0, 4);
    private static readonly SuperNetworkSpace Space = new(new TinySpace());

    [Fact]
    public async Task RunAsync_TinySpace_EndsInOnePathWhateverTheThreads()
    {
        var (one, many) = (await RunAsync(1), await RunAsync(3));
        Assert.Equal(2, one.Count);
        Assert.True(((SuperNetwork)one[^1].Remaining).IsSinglePath);
        Assert.All(one, round => Assert.InRange(round.Ntk, 1, double.MaxValue));
        Assert.All(one, round => Assert.InRange(round.Regions, 1, 3000));
        Assert.Equal(one.Select(round => round.Remaining), many.Select(round => round.Remaining));
        Assert.Equal(one.SelectMany(round => round.Measured), many.SelectMany(round => round.Measured));
        Assert.Contains(one[0].Measured, measured => measured.NtkChange != 0);

        // Without its ReLUs a network has fewer regions: what keeps the most of them is the convolution.
        var regions = one[0].Measured.Where(measured => measured.Edge == 0).ToDictionary(measured => measured.Operation, measured => measured.RegionsChange);
        Assert.True(regions[TinySpace.Convolution] >= regions[TinySpace.Zero]);
    }

    [Fact]
    public async Task EvaluateAsync_SuperNetworksOfDarts_HaveTheSameKernelsAndRegionsWhateverTheThreads()
    {
        var space = new SuperNetworkSpace(new DartsSpace());
        var full = SuperNetwork.Full(space.Inner.PrunableEdges);
        var single = new SuperNetwork(space.Inner.PrunableEdges, [.. full.Operations.Select((_, edge) => ImmutableArray.Create(edge % 7))]);
        var networks = new[] { full, full.Without(20, 3), single, single.Without(9, 2) };
        var (one, many) = (await MeasureAsync(1), await MeasureAsync(3));
        Assert.Equal(one, many);
        Assert.All(one, values => Assert.InRange(values.Ntk, 1, double.MaxValue));
        Assert.All(one, values => Assert.InRange(values.Regions, 1, 3000));
        Assert.Equal(networks.Length, one.Distinct().Count());

        async Task<List<(double Ntk, double Regions)>> MeasureAsync(int threads)
        {
            var options = new EvaluationOptions { Metrics = ["ntk", "linear-regions"], Repeats = 1 };
            var found = new List<(double, double)>();
            await foreach (var result in new GradientEvaluator(Images, threads, [space])
                .EvaluateAsync([.. networks.Select(network => new EvaluationRequest(space.Name, network.Text, options, Images.Fingerprint))]))
                found.Add((result.Metrics["ntk"].Mean, result.Metrics["linear-regions"].Mean));
            return found;
        }
    }

    private static async Task<List<PruningRound>> RunAsync(int threads)
    {
        var evaluator = new GradientEvaluator(Images, threads, [Space]);
        var rounds = new List<PruningRound>();
        await foreach (var round in new PruningSearch(Space.Inner, Space.Tasks[0], evaluator, new PruningOptions { Repeats = 2 }, Images.Fingerprint).RunAsync())
            rounds.Add(round);
        return rounds;
    }

    /// <summary>Two edges one after the other: nothing, the value as it is, or a convolution.</summary>
    private sealed class TinySpace : IPrunableSpace
    {
        public const int Zero = 0;
        public const int Convolution = 2;

        public string Name => "tiny";

        public System.Numerics.BigInteger Size => 9;

        public IReadOnlyList<PrunableEdge> PrunableEdges { get; } = [new("0→1", ["none", "skip", "convolution"]), new("0→2", ["none", "skip", "convolution"])];

        public IArchitecture Parse(string text) => new SuperNetworkSpace(this).Parse(text);

        public IArchitecture Sample(RandomKey key) => new SuperNetworkSpace(this).Sample(key);

        public IArchitecture Mutate(IArchitecture parent, RandomKey key) => new SuperNetworkSpace(this).Mutate((SuperNetwork)parent, key);

        public IArchitecture Chosen(IReadOnlyList<ImmutableArray<int>> operations) => new SuperNetwork(PrunableEdges, [.. operations]);

        public Network BuildScoringNetwork(IArchitecture architecture, SpaceTask task, Shape input) =>
            BuildSuperNetwork(((SuperNetwork)architecture).Operations, task, input);

        public Network BuildSuperNetwork(IReadOnlyList<ImmutableArray<int>> operations, SpaceTask task, Shape input) => Build(operations, input, 4);

        public Network BuildThinSuperNetwork(IReadOnlyList<ImmutableArray<int>> operations, Shape input) => Build(operations, input, 1);

        private static Network Build(IReadOnlyList<ImmutableArray<int>> operations, Shape input, int channels)
        {
            var builder = new NetworkBuilder("tiny");
            var x = builder.Convolution(builder.Input(input), channels, 3, padding: 1);
            var edges = operations.Select(choice => builder.Sum([.. choice.Select(operation => operation switch
            {
                Zero => builder.Zero(x),
                Convolution => builder.Convolution(builder.Relu(x), channels, 3, padding: 1),
                _ => x,
            })]));
            return builder.Build(builder.Linear(builder.GlobalAveragePooling(builder.Relu(builder.Sum([.. edges]))), 10));
        }
    }
}
