using SwapScore.Data;
using SwapScore.Data.Text;
using SwapScore.Engine;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Patterns;
using SwapScore.Randomness;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Weights;

namespace SwapScore.Tests.Engine;

/// <summary>Batches run a group of samples at a time give what they give at once, in memory that does not grow with S.</summary>
public sealed class SampleGroupTests
{
    private const int Tokens = 5;

    private static readonly Network Encoder = Build("h128 sdp-2-512x1 dft-2-512x1 dsc5-4-512x1 dct-2-512x1", Tokens);

    [Fact]
    public void Values_OfAllGroups_AreThoseOfTheWholeBatch()
    {
        var texts = Texts(37);
        foreach (var width in Enum.GetValues<VectorWidth>())
        {
            var whole = new CollectingObserver();
            Run(Encoder, texts, whole, new PlanOptions { Width = width });
            var groups = new GroupCollector();
            var plan = Run(Encoder, texts, groups, new PlanOptions { Width = width, InGroups = true });
            Assert.Equal(16, plan.GroupSize);
            Assert.Equal([0, 16, 32], groups.Values.Keys.Select(key => key.First).Distinct());
            foreach (var ((node, first), values) in groups.Values)
            {
                var count = Math.Min(16, 37 - first);
                for (var i = 0; i < values.Length; i++)
                    Assert.Equal(whole.Values[node][i / count * 37 + first + i % count], values[i]);
            }
        }
    }

    [Theory]
    [InlineData(17)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(100)]
    public void Count_InGroups_IsThatOfTheWholeBatch(int samples)
    {
        var images = EngineAssert.RandomBatch(new Shape(2, 6, 6), samples, RandomKey.FromSeed(3));
        foreach (var (network, batch) in new[] { (Encoder, Texts(samples)), (Convolutions(), images) })
            foreach (var width in Enum.GetValues<VectorWidth>())
            {
                using var whole = new PatternCounter(network.Activations, samples);
                Run(network, batch, whole, new PlanOptions { Width = width });
                using var grouped = new PatternCounter(network.Activations, samples, 16);

                // Twice: the second count meets the memory of the first.
                for (var run = 0; run < 2; run++)
                {
                    grouped.Clear();
                    Run(network, batch, grouped, new PlanOptions { Width = width, InGroups = true });
                    Assert.Equal(whole.Count, grouped.Count);
                }

                Assert.InRange(grouped.Count, 2, network.DistinctNeurons);
            }
    }

    [Fact]
    public void Memory_InGroups_DoesNotGrowWithTheBatch()
    {
        // Enough tokens for the activations to outweigh the weights.
        var encoder = Build("h128 sdp-2-512x1 dct-2-512x1", 64);
        var one = Plan.Compile(encoder, 16);
        Assert.Equal(one.WorkspaceBytes, Plan.Compile(encoder, 512, new PlanOptions { InGroups = true }).WorkspaceBytes);
        Assert.InRange(Plan.Compile(encoder, 512).WorkspaceBytes, 4 * one.WorkspaceBytes, long.MaxValue);
    }

    [Fact]
    public void GroupSize_BatchStatistics_IsTheWholeBatch()
    {
        var builder = new NetworkBuilder("normalised");
        var network = builder.Build(builder.Relu(builder.BatchNormalization(builder.Convolution(builder.Input(new Shape(2, 6, 6)), 3, 3))));
        Assert.Equal(100, Plan.Compile(network, 100, new PlanOptions { InGroups = true }).GroupSize);
        Assert.Equal(16, Plan.Compile(network, 100, new PlanOptions { InGroups = true, Normalization = NormalizationMode.Running }).GroupSize);
    }

    [Fact]
    public void Count_GroupsMissing_IsAnError()
    {
        using var counter = new PatternCounter(Encoder.Activations, 32, 16);
        Run(Encoder, Texts(16), counter, new PlanOptions());
        Assert.Throws<InvalidOperationException>(() => counter.Count);
    }

    private static Network Build(string encoder, int tokens) => FlexiBertNetworks.Build(
        FlexiBertArchitecture.Parse(encoder), FlexiBertOptions.AsDescribed with { DropoutRate = 0.1f, Vocabulary = 60 }, new Shape(1, 1, tokens));

    private static Network Convolutions()
    {
        var builder = new NetworkBuilder("convolutions");
        return builder.Build(builder.Relu(builder.Convolution(builder.Relu(builder.Convolution(builder.Input(new Shape(2, 6, 6)), 7, 3)), 5, 1)));
    }

    private static Batch Texts(int count) => TokenBatch.Create(
        [.. Enumerable.Range(0, count).Select(text => Enumerable.Range(0, Tokens).Select(token => 5 + (7 * text + 3 * token * token) % 50).ToArray())], Tokens, 60, "test");

    private static Plan Run(Network network, Batch batch, IActivationObserver observer, PlanOptions options)
    {
        var plan = Plan.Compile(network, batch.Size, options);
        using var executor = new Executor();
        executor.Load(plan, batch);
        executor.Initialize(new TransformerInitializer(), RandomKey.FromSeed(4));
        executor.Run(observer);
        return plan;
    }

    private sealed class GroupCollector : IActivationObserver
    {
        public Dictionary<(int Node, int First), float[]> Values { get; } = [];

        public void Observe(in Activation activation)
        {
            var one = new CollectingObserver();
            one.Observe(activation);
            Values.Add((activation.Node.Index, activation.FirstSample), one.Values[activation.Node.Index]);
        }
    }
}
