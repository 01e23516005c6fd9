using SwapScore.Data;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Tests.Engine;

namespace SwapScore.Tests.Spaces;

/// <summary>Sampled architectures of every space, with all of its tasks: every value of every node is that of the plain reference.</summary>
public sealed class SpaceExactnessTests
{
    private const int Architectures = 10;

    [Theory]
    [InlineData("darts", 16)]
    [InlineData("nasbench101", 4, Explicit = true)]
    [InlineData("nasbench201", 8)]
    [InlineData("nasbench301", 8, Explicit = true)]
    [InlineData("transnas-micro", 8, Explicit = true)]
    [InlineData("transnas-macro", 8, Explicit = true)]
    [InlineData("nasbench-macro", 8, Explicit = true)]
    [InlineData("resnet-like", 8, Explicit = true)]
    [InlineData("mobilenet", 16, Explicit = true)]
    [InlineData("autoformer-tiny", 32, Explicit = true)]
    [InlineData("pit", 32, Explicit = true)]
    public void Engine_SampledNetworks_MatchTheReferenceNodeByNode(string name, int side)
    {
        var space = SearchSpaces.Find(name);
        Parallel.For(0, Architectures, i =>
        {
            var key = RandomKey.FromSeed(i);
            var task = space.Tasks[i % space.Tasks.Count];
            var input = new Shape(task.Input.Channels, side, side);
            var network = space.BuildScoringNetwork(space.Sample(key), task, input);
            var batch = EngineAssert.RandomBatch(input, 2 + i % 2, key);
            EngineAssert.MatchesReference(network, batch, key, only: VectorWidths.For(batch.Size));
        });
    }

    [Theory]
    [InlineData("flexibert", 2)]
    [InlineData("flexibert", Architectures, Explicit = true)]
    [InlineData("flexibert-faithful", Architectures, Explicit = true)]
    public void Engine_SampledEncoders_MatchTheReferenceNodeByNode(string name, int architectures)
    {
        const int Tokens = 5;
        const int Vocabulary = 30_522;
        var space = SearchSpaces.Find(name);
        Parallel.For(0, architectures, i =>
        {
            var key = RandomKey.FromSeed(i);
            var input = new Shape(1, 1, Tokens);
            var samples = 1 + i % 3;
            var draw = key.Derive(RandomPurpose.Other, 0).Draw();
            var ids = Enumerable.Range(0, samples * Tokens).Select(_ => (float)draw.Next(Vocabulary)).ToArray();
            var network = space.BuildScoringNetwork(space.Sample(key), space.Tasks[0], input);
            EngineAssert.MatchesReference(network, new Batch(input, ids, "tokens"), key, only: VectorWidths.For(samples));
        });
    }
}
