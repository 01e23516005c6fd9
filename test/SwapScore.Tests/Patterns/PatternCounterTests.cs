using CsCheck;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Patterns;
using SwapScore.Randomness;
using SwapScore.Tests.Engine;
using SwapScore.Weights;

namespace SwapScore.Tests.Patterns;

/// <summary>Counts on real forward passes against counts made from the collected values, like the definition.</summary>
public sealed class PatternCounterTests
{
    private static readonly Gen<int> BatchSizes = Gen.OneOf(Gen.Int[1, 40], Gen.Const(64), Gen.Const(65), Gen.Const(200));

    [Fact]
    public void Count_AnyWidthAndBatch_IsNumberOfDistinctColumns() =>
        Gen.Select(BatchSizes, Gen.Int[0, 3], Gen.Int[0, 1 << 30]).ForAll(
            (samples, kind, seed) =>
            {
                var network = Toy(kind);
                var batch = EngineAssert.RandomBatch(network.Nodes[0].Shape, samples, RandomKey.FromSeed(seed));
                foreach (var width in Enum.GetValues<VectorWidth>())
                {
                    var counter = new PatternCounter(network.Activations, samples);
                    var standard = new StandardPatternCounter(network.Activations, samples);
                    var values = new CollectingObserver();
                    Run(network, batch, seed, width, counter);
                    Run(network, batch, seed, width, standard);
                    Run(network, batch, seed, width, values);
                    var neurons = values.Values.Values.SelectMany(block => block.Chunk(samples)).Select(Signs).ToArray();
                    Assert.Equal(neurons.Distinct().Count(), counter.Count);
                    var rows = Enumerable.Range(0, samples).Select(sample => new string([.. neurons.Select(signs => signs[sample])]));
                    Assert.Equal(rows.Distinct().Count(), standard.Count);
                    Assert.InRange(counter.Count, 1, Math.Min(network.DistinctNeurons, Math.Pow(kind == 0 ? 2 : 3, samples)));
                }
            },
            cases: 40);

    [Fact]
    public void Pack_EveryFormat_IsThatOfReference() =>
        Gen.Select(BatchSizes, Gen.Bool, Gen.Int[0, 1 << 30]).ForAll(
            (samples, ternary, seed) =>
            {
                var network = Toy(ternary ? 1 : 0);
                var batch = EngineAssert.RandomBatch(network.Nodes[0].Shape, samples, RandomKey.FromSeed(seed));
                foreach (var width in Enum.GetValues<VectorWidth>())
                    Run(network, batch, seed, width, new ComparingObserver(new KeyFormat(samples, ternary)));
            },
            cases: 20);

    [Fact]
    public void Count_HandMadeExample_IsWhatThePaperCounts()
    {
        // Three neurons over two samples: patterns (1,0), (0,1), (1,0); samples see (1,0,1) and (0,1,0).
        var builder = new NetworkBuilder("hand");
        var network = builder.Build(builder.Relu(builder.Input(new Shape(3, 1, 1))));
        var batch = new Batch(new Shape(3, 1, 1), [1, -1, 2, -1, 1, 0], "hand");
        var counter = new PatternCounter(network.Activations, 2);
        var standard = new StandardPatternCounter(network.Activations, 2);
        Run(network, batch, 0, VectorWidth.Scalar, counter);
        Run(network, batch, 0, VectorWidth.Scalar, standard);
        Assert.Equal(2, counter.Count);
        Assert.Equal(2, standard.Count);
    }

    [Theory]
    [InlineData(3, 9)]
    [InlineData(9, 9)]
    [InlineData(40, 17)]
    [InlineData(100, 70)]
    public void Count_Thresholds_HasAClosedForm(int neurons, int samples)
    {
        // Neuron k is ReLU(x − k − ½) and sample s is the number s: pattern k is "s > k", all zero from k = S − 1 on.
        var builder = new NetworkBuilder("thresholds");
        var network = builder.Build(builder.Relu(builder.Linear(builder.Input(new Shape(1, 1, 1)), neurons)));
        using var executor = new Executor();
        executor.Load(
            Plan.Compile(network, samples), new Batch(new Shape(1, 1, 1), [.. Enumerable.Range(0, samples).Select(s => (float)s)], "numbers"));
        executor.Initialize(new Thresholds(), RandomKey.FromSeed(0));
        var counter = new PatternCounter(network.Activations, samples);
        executor.Run(counter);
        Assert.Equal(Math.Min(neurons, samples), counter.Count);
    }

    [Fact]
    public void Count_SameReluTwice_CountsOnce()
    {
        var builder = new NetworkBuilder("twice");
        var x = builder.Input(new Shape(2, 3, 3));
        var network = builder.Build(builder.Relu(x), builder.Relu(x));
        Assert.Equal(36, network.Neurons);
        Assert.Equal(18, network.DistinctNeurons);
        var counter = new PatternCounter(network.Activations, 9);
        Run(network, EngineAssert.RandomBatch(new Shape(2, 3, 3), 9, RandomKey.FromSeed(1)), 0, VectorWidth.Bits256, counter);
        Assert.InRange(counter.Count, 1, 18);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Observe_NonFiniteValue_IsReported(float value)
    {
        var builder = new NetworkBuilder("broken");
        var network = builder.Build(builder.Relu(builder.Input(new Shape(2, 1, 1)), "last"));
        foreach (var width in Enum.GetValues<VectorWidth>())
        {
            var fault = Assert.Throws<NonFiniteException>(() =>
                Run(network, new Batch(new Shape(2, 1, 1), [1, 2, 3, value, 4, 5], "broken"), 0, width, new PatternCounter(network.Activations, 3)));
            Assert.Contains("last", fault.Message, StringComparison.Ordinal);
        }
    }

    private static Network Toy(int kind)
    {
        var builder = new NetworkBuilder("toy");
        var x = builder.Input(new Shape(2, 5, 7));
        var y = builder.BatchNormalization(builder.Convolution(builder.Relu(x), 5, 3, padding: 1));
        return builder.Build(kind switch
        {
            0 => builder.Relu(y),
            1 => builder.Gelu(y),
            2 => builder.Silu(builder.Gelu(y)),
            _ => builder.Relu(builder.Gelu(y)),
        });
    }

    private static void Run(Network network, Batch batch, int seed, VectorWidth width, IActivationObserver observer)
    {
        using var executor = new Executor();
        executor.Load(Plan.Compile(network, batch.Size, new PlanOptions { Width = width }), batch);
        executor.Initialize(new GaussianInitializer(), RandomKey.FromSeed(seed));
        executor.Run(observer);
    }

    private static string Signs(float[] values) => new([.. values.Select(value => value > 0 ? '+' : value < 0 ? '-' : '0')]);

    private sealed class Thresholds : IInitializer
    {
        public string Name => "thresholds";

        public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = parameter.Role == ParameterRole.Bias ? -i - 0.5f : 1;
        }
    }

    private sealed class ComparingObserver(KeyFormat format) : IActivationObserver
    {
        public void Observe(in Activation activation)
        {
            var expected = new ulong[activation.Neurons * format.Words];
            var actual = new ulong[expected.Length];
            SignPacker.Reference(activation, format, 0, expected);
            Assert.True(SignPacker.PackChunk(activation, format, 0, actual));
            Assert.Equal(expected, actual);
        }
    }
}
