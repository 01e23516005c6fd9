using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;
using SwapScore.Spaces.NasBench101;
using SwapScore.Spaces.NasBench201;
using SwapScore.Spaces.NasBenchMacro;
using SwapScore.Spaces.Pit;
using SwapScore.Spaces.ResNetLike;
using SwapScore.Spaces.TransNasBench101;

namespace SwapScore.Tests.Spaces;

/// <summary>Mutation and crossover of every space.</summary>
public sealed class VariationTests
{
    public static TheoryData<string> Spaces => [.. SearchSpaces.All.Select(space => space.Name)];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Mutate_LongChain_StaysInTheSpaceAndMoves(string name)
    {
        var space = SearchSpaces.Find(name);
        var current = space.Sample(RandomKey.FromSeed(1));
        var seen = new HashSet<string>();
        for (var step = 0; step < 400; step++)
        {
            var key = RandomKey.FromSeed(step);
            var next = space.Mutate(current, key);
            Assert.NotEqual(current, next);
            Assert.Equal(next, space.Mutate(current, key));
            Assert.Equal(next, space.Parse(next.Text));
            Assert.Equal(1, Distance(current, next));
            if (step % 40 == 0)
            {
                var task = space.Tasks[0];
                var input = task.Preparation == ImagePreparation.Tokens ? task.Input : new Shape(3, 16, 16);
                Assert.NotEmpty(space.BuildScoringNetwork(next, task, input).Nodes);
            }

            seen.Add(next.Text);
            current = next;
        }

        Assert.True(seen.Count > 150, $"{seen.Count} different architectures");
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Cross_AnyParents_TakesEveryChoiceFromOneOfThem(string name)
    {
        var space = SearchSpaces.Find(name);
        var (likeFirst, likeSecond) = (0, 0);
        for (var seed = 0; seed < 200; seed++)
        {
            var key = RandomKey.FromSeed(seed);
            var (first, second) = (space.Sample(key), space.Sample(key.Derive(RandomPurpose.Architecture, 1)));
            Assert.Equal(first, space.Cross(first, first, key));
            var child = space.Cross(first, second, key);
            Assert.Equal(child, space.Cross(first, second, key));
            Assert.Equal(child, space.Parse(child.Text));
            if (Choices(first) is { } one && Choices(second) is { } other && Choices(child) is { } mixed)
                for (var i = 0; i < mixed.Length; i++)
                    Assert.True(mixed[i] == one[i] || mixed[i] == other[i], $"choice {i} of {child.Text}");
            if (Distance(first, child) > 0) likeSecond++;
            if (Distance(second, child) > 0) likeFirst++;
        }

        Assert.True(likeFirst > 100 && likeSecond > 100, $"{likeFirst} {likeSecond}");
    }

    [Theory]
    [InlineData("nasbench201", 24)]
    [InlineData("transnas-micro", 18)]
    [InlineData("nasbench-macro", 16)]
    [InlineData("resnet-like", 4 * (5 + 3 + 3))]
    [InlineData("darts-shared", 8 * 7 + 2 * (1 + 2 + 3 + 4))]
    [InlineData("darts", 2 * (8 * 7 + 2 * (1 + 2 + 3 + 4)))]
    public void Mutate_ManyKeys_ReachesEveryNeighbor(string name, int neighbours)
    {
        var space = SearchSpaces.Find(name);
        var parent = space.Sample(RandomKey.FromSeed(3));
        Assert.Equal(neighbours, Enumerable.Range(0, 3000).Select(seed => space.Mutate(parent, RandomKey.FromSeed(seed)).Text).Distinct().Count());
    }

    [Fact]
    public void Mutate_SharedCells_StayShared()
    {
        var space = new DartsSpace();
        var shared = space.Mutate(new DartsSpace(DartsVariant.SharedCell).Sample(RandomKey.FromSeed(1)), RandomKey.FromSeed(2));
        Assert.Equal(shared.Normal, shared.Reduce);

        var separate = DartsSampler.SeparateCells(RandomKey.FromSeed(1), DartsOperationNames.Operations);
        var changed = Enumerable.Range(0, 50).Select(seed => (DartsGenotype)space.Mutate(separate, RandomKey.FromSeed(seed))).ToList();
        Assert.Contains(changed, one => one.Normal.Equals(separate.Normal));
        Assert.Contains(changed, one => one.Reduce.Equals(separate.Reduce));
    }

    [Fact]
    public void Mutate_NasBench101_GrowsAndShrinksCells()
    {
        var space = new NasBench101Space();
        var parent = (NasBench101Architecture)space.Parse("0>1 0>2 1>3 2>3: conv3x3-bn-relu maxpool3x3");
        var sizes = Enumerable.Range(0, 200).Select(seed => ((NasBench101Architecture)space.Mutate(parent, RandomKey.FromSeed(seed))).Vertices).ToHashSet();
        Assert.Equal([3, 4, 5], sizes.Order());
    }

    /// <summary>In how many choices two architectures differ; the cells of shared genotypes count once, steps of a graph as one.</summary>
    private static int Distance(IArchitecture first, IArchitecture second) =>
        Choices(first) is { } one && Choices(second) is { } other ? one.Zip(other).Count(pair => pair.First != pair.Second) : first.Equals(second) ? 0 : 1;

    private static int[]? Choices(IArchitecture architecture) => architecture switch
    {
        NasBench201Architecture cell => [.. cell.Edges.Select(edge => (int)edge)],
        TransNasMicroArchitecture cell => [.. cell.Edges.Select(edge => (int)edge)],
        NasBenchMacroArchitecture network => [.. network.Layers.Select(layer => (int)layer)],
        ResNetLikeArchitecture network => [.. network.Stages.SelectMany(stage => new[] { stage.Depth, stage.Width, stage.Groups })],
        PitArchitecture network => [network.HeadWidth, network.Ratio, .. network.Stages.SelectMany(stage => new[] { stage.Depth, stage.Heads })],
        TransNasMacroArchitecture skeleton => [.. Enumerable.Range(0, 6).Select(i => i < skeleton.Modules.Length ? (int)skeleton.Modules[i] : 0)],
        DartsGenotype genotype => [.. (genotype.Normal.Equals(genotype.Reduce) ? genotype.Reduce.Edges : genotype.Normal.Edges.Concat(genotype.Reduce.Edges))
            .SelectMany(edge => new[] { (int)edge.Operation, edge.Input })],
        _ => null,
    };
}
