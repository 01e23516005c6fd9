using CsCheck;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Tests.Engine;

/// <summary>Every operation, awkward shapes and batch sizes, all widths: bit for bit what the reference computes.</summary>
public sealed class ExecutorTests
{
    private static readonly Gen<int> BatchSizes = Gen.OneOf(Gen.Int[1, 20], Gen.Const(31), Gen.Const(32), Gen.Const(33));

    private static readonly Gen<Shape> Shapes = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 11], Gen.Int[1, 13], (c, r, q) => new Shape(c, r, q));

    public static TheoryData<string> Unary => ["relu", "leaky", "capped", "hard sigmoid", "sigmoid", "scaling", "gelu", "silu", "hard swish", "gate", "gate of itself", "tanh", "softmax", "layernorm", "batchnorm", "plain batchnorm", "global", "linear"];

    [Theory]
    [MemberData(nameof(Unary))]
    public void Run_SingleOperation_MatchesReference(string name) =>
        Gen.Select(Shapes, BatchSizes, Gen.Long).ForAll(
            (shape, size, seed) =>
            {
                var builder = new NetworkBuilder(name);
                var x = builder.Input(shape);
                var y = name switch
                {
                    "relu" => builder.Relu(x),
                    "leaky" => builder.LeakyRelu(x, 0.2f),
                    "capped" => builder.CappedRelu(x, 0.7f),
                    "hard sigmoid" => builder.HardSigmoid(x, 0.3f),
                    "sigmoid" => builder.Sigmoid(x),
                    "scaling" => builder.Scaling(x, -0.3f),
                    "gelu" => builder.Gelu(x),
                    "silu" => builder.Silu(x),
                    "hard swish" => builder.HardSwish(builder.Scaling(x, 3)),
                    "gate" => builder.Multiply(x, builder.Linear(x, shape.Channels)),
                    "gate of itself" => builder.Multiply(builder.Tanh(x), builder.Sigmoid(builder.GlobalAveragePooling(builder.Tanh(x)))),
                    "tanh" => builder.Tanh(x),
                    "softmax" => builder.Softmax(x),
                    "layernorm" => builder.LayerNormalization(x),
                    "batchnorm" => builder.BatchNormalization(x),
                    "plain batchnorm" => builder.BatchNormalization(x, affine: false),
                    "global" => builder.GlobalAveragePooling(x),
                    _ => builder.Linear(x, 7),
                };
                Check(builder.Build(builder.Relu(y)), size, seed);
            },
            cases: 20);

    [Fact]
    public void Run_Convolution_MatchesReference() =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 5], Gen.Int[1, 5]),
            Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[0, 5], Gen.Int[1, 3]),
            Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], BatchSizes),
            Gen.Bool,
            Gen.Long).ForAll(
            (channels, window, size, bias, seed) =>
            {
                var (groups, inputs, outputs) = channels;
                var (kernel, stride, padding, dilation) = window;
                var (rows, columns, samples) = size;
                var span = (kernel - 1) * dilation + 1;
                if (rows + 2 * padding < span || columns + 2 * padding < span) return;
                var builder = new NetworkBuilder("convolution");
                var x = builder.Input(new Shape(groups * inputs, rows, columns));
                var y = builder.Convolution(x, groups * outputs, kernel, stride, padding, dilation, groups, bias);
                Check(builder.Build(builder.Relu(y)), samples, seed);
            },
            cases: 150);

    [Fact]
    public void Run_DepthwiseConvolution_MatchesReference() =>
        Gen.Select(
            Gen.Select(Gen.Int[2, 7], Gen.Int[1, 20], Gen.Int[1, 20]),
            Gen.Select(Gen.OneOf(Gen.Const(1), Gen.Const(3), Gen.Const(5)), Gen.Int[1, 2], Gen.Int[1, 2]),
            BatchSizes,
            Gen.Bool,
            Gen.Long).ForAll(
            (shape, window, samples, bias, seed) =>
            {
                var (channels, rows, columns) = shape;
                var (kernel, stride, dilation) = window;
                var builder = new NetworkBuilder("depthwise");
                var x = builder.Input(new Shape(channels, rows, columns));
                var y = builder.Convolution(x, channels, kernel, stride, kernel / 2 * dilation, dilation, channels, bias);
                Check(builder.Build(builder.Relu(y)), samples, seed);
            },
            cases: 80);

    [Fact]
    public void Run_TransposedConvolution_MatchesReference() =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 5], Gen.Int[1, 9]),
            Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[0, 3], Gen.Int[0, 2]),
            Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], BatchSizes),
            Gen.Bool,
            Gen.Long).ForAll(
            (channels, window, size, bias, seed) =>
            {
                var (inputs, outputs) = channels;
                var (kernel, stride, padding, outputPadding) = window;
                var (rows, columns, samples) = size;
                outputPadding = Math.Min(outputPadding, stride - 1);
                if ((Math.Min(rows, columns) - 1) * stride + kernel + outputPadding <= 2 * padding) return;
                var builder = new NetworkBuilder("transposed convolution");
                var x = builder.Input(new Shape(inputs, rows, columns));
                var y = builder.TransposedConvolution(x, outputs, kernel, stride, padding, outputPadding, bias);
                Check(builder.Build(builder.Relu(y)), samples, seed);
            },
            cases: 150);

    [Fact]
    public void Run_Pooling_MatchesReference() =>
        Gen.Select(Shapes, Gen.Select(Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[0, 2]), BatchSizes, Gen.Int[0, 2], Gen.Long).ForAll(
            (shape, window, samples, kind, seed) =>
            {
                var (kernel, stride, padding) = window;
                padding = Math.Min(padding, kernel / 2);
                if (Math.Min(shape.Rows, shape.Columns) + 2 * padding < kernel) return;
                var builder = new NetworkBuilder("pooling");
                var x = builder.Input(shape);
                var y = kind == 0
                    ? builder.MaxPooling(x, kernel, stride, padding)
                    : builder.AveragePooling(x, kernel, stride, padding, countPadding: kind == 1);
                Check(builder.Build(builder.Relu(y)), samples, seed);
            },
            cases: 100);

    [Fact]
    public void Run_MatrixProduct_MatchesReference() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Bool, BatchSizes, Gen.Long).ForAll(
            (channels, rows, inner, transpose, samples, seed) =>
            {
                // Both matrices are read off one input by convolutions, so that they differ.
                var builder = new NetworkBuilder("product");
                var x = builder.Input(new Shape(channels, rows, inner));
                var a = builder.Convolution(x, channels, 1);
                var b = transpose
                    ? builder.Convolution(x, channels, 1, name: "second")
                    : builder.MatrixProduct(builder.Convolution(x, channels, 1, name: "second"), a, transposeSecond: true);
                var y = transpose
                    ? builder.MatrixProduct(a, b, transposeSecond: true, scale: 0.3f)
                    : builder.MatrixProduct(b, a, scale: 0.3f);
                Check(builder.Build(builder.Relu(y)), samples, seed);
            },
            cases: 40);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Run_TransposedMatrixProduct_MatchesReference(bool transposeFirst, bool transposeSecond) =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 9], BatchSizes, Gen.Long).ForAll(
            (channels, rows, inner, columns, samples, seed) =>
            {
                var builder = new NetworkBuilder("product");
                var x = builder.Input(new Shape(1, 1, 1));
                var a = Matrix(transposeFirst ? (inner, rows) : (rows, inner));
                var b = Matrix(transposeSecond ? (columns, inner) : (inner, columns));
                var y = builder.MatrixProduct(a, b, transposeFirst, transposeSecond, scale: 0.3f);
                Check(builder.Build(builder.Relu(y)), samples, seed);

                Node Matrix((int Rows, int Columns) size) => builder.Reshape(
                    builder.Linear(x, channels * size.Rows * size.Columns), new Shape(channels, size.Rows, size.Columns));
            },
            cases: 40);

    [Theory]
    [InlineData("embedding")]
    [InlineData("dropout")]
    [InlineData("cosine")]
    [InlineData("dct rows")]
    [InlineData("sequence")]
    [InlineData("span")]
    [InlineData("softmax rows")]
    [InlineData("multiply")]
    [InlineData("reshape")]
    public void Run_TokenOperation_MatchesReference(string name) =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 7], Gen.Int[1, 21], BatchSizes, Gen.Long, Gen.Int[1, 3]).ForAll(
            (features, width, tokens, samples, seed, threads) =>
            {
                // Token numbers 0 … 6; the other operations read the embedding, in two heads where they need some.
                var builder = new NetworkBuilder(name);
                var x = builder.TokenEmbedding(builder.Input(new Shape(1, 1, tokens)), 7, 2 * features, positions: 21);
                var heads = builder.Reshape(x, new Shape(2, features, tokens));
                var y = name switch
                {
                    "embedding" => x,
                    "dropout" => builder.Dropout(builder.Dropout(x, 0.1f), 0.6f),
                    "cosine" => builder.SpectralTransform(heads, SpectralKind.Cosine),
                    "dct rows" => builder.SpectralTransform(heads, SpectralKind.DiscreteCosine, alongRows: true),
                    "sequence" => builder.SequenceConvolution(x, 2 * (width / 2) + 1),
                    "span" => builder.SpanConvolution(
                        builder.Reshape(builder.Convolution(x, 2 * (2 * (width / 2) + 1), 1), new Shape(2, 2 * (width / 2) + 1, tokens)), heads),
                    "softmax rows" => builder.Softmax(heads, alongRows: true),
                    "multiply" => builder.Multiply(x, builder.Convolution(x, 2 * features, 1)),
                    _ => builder.Reshape(builder.Gelu(heads), x.Shape),
                };
                var key = RandomKey.FromSeed(seed);
                var draw = key.Derive(RandomPurpose.Other, 1).Draw();
                var ids = new float[samples * tokens];
                for (var i = 0; i < ids.Length; i++)
                    ids[i] = draw.Next(7);
                EngineAssert.MatchesReference(builder.Build(builder.Gelu(y)), new Batch(new Shape(1, 1, tokens), ids, "tokens"), key, threads: threads);
            },
            cases: 25);

    [Fact]
    public void Run_AttentionWithRelativePositions_MatchesReference() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[0, 5], BatchSizes, Gen.Long).ForAll(
            (rows, columns, heads, reach, samples, seed) =>
                Check(RelativeAttention.Network(rows, columns, heads, reach), samples, seed, threads: 1 + (int)(seed & 1)),
            cases: 12);

    [Fact]
    public void Run_RandomGraphs_MatchReference() =>
        Gen.Select(Gen.Int[0, 1 << 30], BatchSizes, Gen.Int[1, 3]).ForAll(
            (seed, samples, threads) => Check(RandomGraph(RandomKey.FromSeed(seed)), samples, seed, threads),
            cases: 60);

    [Fact]
    public void Run_RunningStatistics_MatchReference() =>
        Gen.Select(Gen.Int[0, 1 << 30], BatchSizes).ForAll(
            (seed, samples) => Check(RandomGraph(RandomKey.FromSeed(seed)), samples, seed, mode: NormalizationMode.Running),
            cases: 20);

    [Theory]
    [InlineData(64)]
    [InlineData(129)]
    [InlineData(1024)]
    public void Run_LargeBatches_MatchReference(int samples)
    {
        var builder = new NetworkBuilder("large batch");
        var x = builder.Input(new Shape(2, 4, 3));
        x = builder.Relu(builder.BatchNormalization(builder.Convolution(x, 3, 3, padding: 1)));
        Check(builder.Build(builder.Gelu(x)), samples, 1);
    }

    [Fact]
    public void Run_SharedWeights_MatchReference()
    {
        var builder = new NetworkBuilder("shared");
        var x = builder.Input(new Shape(3, 5, 5));
        var first = builder.Convolution(x, 3, 3, padding: 1);
        var second = builder.Add(first.Operation, [builder.Relu(x)], sharesWith: first);
        Check(builder.Build(builder.Concatenation([first, second])), 5, 1);
    }

    [Fact]
    public void Run_ManyThreads_MatchReference()
    {
        // Large enough for every step to be shared out.
        var builder = new NetworkBuilder("wide");
        var x = builder.Input(new Shape(3, 16, 16));
        x = builder.Convolution(x, 24, 3, padding: 1);
        x = builder.Relu(builder.BatchNormalization(x));
        x = builder.Convolution(x, 24, 5, padding: 2, groups: 24);
        x = builder.Sum([builder.MaxPooling(x, 3, 1, 1), x]);
        Check(builder.Build(builder.Linear(builder.GlobalAveragePooling(x), 10)), 17, 1, threads: 5);
    }

    [Fact]
    public void Run_AfterLoad_DoesNotAllocate()
    {
        var network = RandomGraph(RandomKey.FromSeed(3));
        using var executor = new Executor();
        executor.Load(Plan.Compile(network, 16), EngineAssert.RandomBatch(network.Nodes[0].Shape, 16, RandomKey.FromSeed(1)));
        var counter = new SwapScore.Patterns.PatternCounter(network.Activations, 16);
        var initializer = new GaussianInitializer();
        void Once(int repeat)
        {
            executor.Initialize(initializer, RandomKey.FromSeed(repeat));
            executor.Run(counter);
            counter.Clear();
        }

        Once(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var repeat = 0; repeat < 20; repeat++)
            Once(repeat);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Run_NonFiniteInput_IsReported()
    {
        var builder = new NetworkBuilder("broken");
        var network = builder.Build(builder.Relu(builder.BatchNormalization(builder.Input(new Shape(1, 2, 2)))));
        using var executor = new Executor();
        executor.Load(Plan.Compile(network, 1), new Batch(new Shape(1, 2, 2), [1, float.NaN, 2, 3], "broken"));
        executor.Initialize(new GaussianInitializer(), RandomKey.FromSeed(0));
        var fault = Assert.Throws<NonFiniteException>(() => executor.Run(new CollectingObserver()));
        Assert.Contains("batch-normalization", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Cancelled_StopsBetweenSteps()
    {
        var builder = new NetworkBuilder("cancelled");
        var network = builder.Build(builder.Relu(builder.Input(new Shape(1, 2, 2))));
        using var executor = new Executor();
        executor.Load(Plan.Compile(network, 1), new Batch(new Shape(1, 2, 2), [1, 2, 3, 4], "any"));
        Assert.Throws<OperationCanceledException>(() => executor.Run(new CollectingObserver(), new CancellationToken(true)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void Compile_BatchOutOfRange_IsRefused(int size)
    {
        var builder = new NetworkBuilder("any");
        var network = builder.Build(builder.Relu(builder.Input(new Shape(1, 2, 2))));
        Assert.Throws<UsageException>(() => Plan.Compile(network, size));
    }

    [Fact]
    public void Compile_TooMuchMemory_IsRefusedBeforeWork()
    {
        var builder = new NetworkBuilder("huge");
        var x = builder.Input(new Shape(64, 512, 512));
        var network = builder.Build(builder.Relu(builder.Convolution(x, 64, 3, padding: 1)));
        var fault = Assert.Throws<UsageException>(() => Plan.Compile(network, 1024));
        Assert.Contains("working memory", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherShape_IsRefused()
    {
        var builder = new NetworkBuilder("any");
        var network = builder.Build(builder.Relu(builder.Input(new Shape(1, 2, 2))));
        using var executor = new Executor();
        Assert.Throws<UsageException>(() => executor.Load(Plan.Compile(network, 2), new Batch(new Shape(1, 2, 2), new float[4], "one")));
    }

    private static void Check(Network network, int samples, long seed, int threads = 1, NormalizationMode mode = NormalizationMode.Batch)
    {
        var key = RandomKey.FromSeed(seed);
        EngineAssert.MatchesReference(network, EngineAssert.RandomBatch(network.Nodes[0].Shape, samples, key), key, mode, threads);
    }

    /// <summary>A random graph of all operations that keep the number of rows and columns, with shared and dead values.</summary>
    private static Network RandomGraph(RandomKey key)
    {
        var draw = key.Draw();
        var builder = new NetworkBuilder("random");
        var nodes = new List<Node> { builder.Input(new Shape(draw.Next(5) + 1, draw.Next(6) + 2, draw.Next(6) + 2)) };
        for (var i = 0; i < 18; i++)
        {
            var x = draw.Pick(nodes);
            var same = nodes.Where(node => node.Shape == x.Shape).ToArray();
            nodes.Add(draw.Next(11) switch
            {
                0 => builder.Convolution(x, draw.Next(6) + 1, 3, padding: 1, bias: draw.Next(2) == 0),
                1 => builder.BatchNormalization(x, draw.Next(2) == 0),
                2 => builder.Relu(builder.BatchNormalization(x)),
                3 => builder.Relu(x),
                4 => builder.Gelu(x),
                5 => builder.Sum([x, draw.Pick(same), draw.Pick(same)]),
                6 => builder.Sum([builder.Zero(x), draw.Pick(same)]),
                7 => builder.Concatenation([x, draw.Pick(nodes)]),
                8 => builder.MaxPooling(x, 3, 1, 1),
                9 => builder.Zero(x),
                _ => builder.ChannelSlice(x, 0, draw.Next(x.Shape.Channels) + 1),
            });
        }

        return builder.Build(nodes[^1], nodes[^2]);
    }
}
