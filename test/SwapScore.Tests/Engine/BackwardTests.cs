using CsCheck;
using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces.FlexiBert;

namespace SwapScore.Tests.Engine;

/// <summary>The gradients of every operation, awkward shapes and batch sizes, all widths: bit for bit what the reference computes.</summary>
public sealed class BackwardTests
{
    private static readonly Gen<int> BatchSizes = Gen.OneOf(Gen.Int[1, 20], Gen.Const(31), Gen.Const(32), Gen.Const(33));

    private static readonly Gen<Shape> Shapes = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 11], Gen.Int[1, 13], (c, r, q) => new Shape(c, r, q));

    private static readonly FlexiBertOptions Small = new() { Vocabulary = 20, EmbeddingWidth = 12, Hidden = 8, FeedForward = 16, DropoutRate = 0.1f };

    [Theory]
    [InlineData("relu")]
    [InlineData("leaky")]
    [InlineData("scaling")]
    [InlineData("tanh")]
    [InlineData("batchnorm")]
    [InlineData("plain batchnorm")]
    [InlineData("global")]
    [InlineData("linear")]
    [InlineData("crop")]
    [InlineData("slice")]
    [InlineData("reshape")]
    [InlineData("path")]
    [InlineData("gelu")]
    [InlineData("silu")]
    [InlineData("hard swish")]
    [InlineData("gate")]
    [InlineData("gate of a value")]
    [InlineData("capped")]
    [InlineData("hard sigmoid")]
    [InlineData("sigmoid")]
    [InlineData("dead leaky")]
    [InlineData("softmax")]
    [InlineData("softmax along rows")]
    [InlineData("dropout")]
    [InlineData("layernorm")]
    [InlineData("multiply")]
    [InlineData("square")]
    [InlineData("span")]
    [InlineData("cosines")]
    [InlineData("sines along rows")]
    [InlineData("product")]
    [InlineData("product, first transposed")]
    [InlineData("product, second transposed")]
    [InlineData("product, both transposed")]
    public void Backward_SingleOperation_MatchesReference(string name) =>
        Gen.Select(Shapes, BatchSizes, Gen.Long).ForAll(
            (shape, size, seed) =>
            {
                // The operation reads a value that something else reads too.
                var builder = new NetworkBuilder(name);
                var input = builder.Input(shape);
                var x = builder.Relu(builder.Convolution(input, shape.Channels, 1));
                var y = name switch
                {
                    "relu" => builder.Relu(x),
                    "leaky" => builder.LeakyRelu(builder.Convolution(x, 3, 1, name: "signed"), 0.2f),
                    "capped" => builder.CappedRelu(x, 0.7f),
                    "hard sigmoid" => builder.HardSigmoid(x, 0.3f),
                    "sigmoid" => builder.Sigmoid(x),
                    "scaling" => builder.Scaling(x, -0.3f),
                    "tanh" => builder.Tanh(x),
                    "batchnorm" => builder.BatchNormalization(x),
                    "plain batchnorm" => builder.BatchNormalization(x, affine: false),
                    "global" => builder.GlobalAveragePooling(x),
                    "crop" => builder.Crop(x, shape.Rows / 2, shape.Columns / 3),
                    "slice" => builder.ChannelSlice(x, shape.Channels / 2, 1),
                    "gelu" => builder.Gelu(builder.Convolution(x, 3, 1)),
                    "silu" => builder.Silu(builder.Convolution(x, 3, 1)),
                    "hard swish" => builder.HardSwish(builder.Scaling(builder.Convolution(x, 3, 1), 3)),
                    "gate" => builder.Multiply(x, builder.HardSigmoid(builder.GlobalAveragePooling(x))),
                    "gate of a value" => builder.Multiply(builder.Convolution(x, 3, 1, name: "map"), builder.Linear(x, 3)),
                    "dead leaky" => builder.LeakyRelu(builder.Convolution(x, 3, 1), 0),
                    "softmax" => builder.Softmax(x),
                    "softmax along rows" => builder.Softmax(x, alongRows: true),
                    "path" => builder.DropPath(x),
                    "dropout" => builder.Dropout(x, 0.3f),
                    "layernorm" => builder.LayerNormalization(x, 1e-5f),
                    "multiply" => builder.Multiply(x, builder.Convolution(x, shape.Channels, 1)),
                    "square" => builder.Multiply(x, x),
                    "span" => builder.SpanConvolution(Other(builder, x, 5, shape.Columns), builder.Convolution(x, shape.Channels, 1)),
                    "cosines" => builder.SpectralTransform(x, SpectralKind.DiscreteCosine),
                    "sines along rows" => builder.SpectralTransform(x, SpectralKind.NegativeSine, alongRows: true),
                    "product" => builder.MatrixProduct(x, Other(builder, x, shape.Columns, 4), scale: 0.3f),
                    "product, first transposed" => builder.MatrixProduct(x, Other(builder, x, shape.Rows, 5), transposeFirst: true),
                    "product, second transposed" => builder.MatrixProduct(x, Other(builder, x, 7, shape.Columns), transposeSecond: true),
                    "product, both transposed" => builder.MatrixProduct(x, Other(builder, x, 2, shape.Rows), transposeFirst: true, transposeSecond: true),
                    "reshape" => builder.Reshape(x, new Shape(1, shape.Channels, shape.Rows * shape.Columns)),
                    _ => builder.Linear(x, 7),
                };
                Check(builder.Build(y.Shape == x.Shape ? builder.Sum([y, x]) : y), size, seed);
            },
            cases: 15);

    [Fact]
    public void Backward_Convolution_MatchesReference() =>
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
                Check(builder.Build(builder.Convolution(x, groups * outputs, kernel, stride, padding, dilation, groups, bias)), samples, seed);
            },
            cases: 120);

    [Fact]
    public void Backward_AttentionWithRelativePositions_MatchesReference() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[0, 4], BatchSizes, Gen.Long).ForAll(
            (rows, columns, heads, reach, samples, seed) => Check(RelativeAttention.Network(rows, columns, heads, reach), samples, seed),
            cases: 8);

    [Fact]
    public void Backward_DepthwiseConvolution_MatchesReference() =>
        Gen.Select(
            Gen.Select(Gen.Int[2, 11], Gen.Int[1, 20], Gen.Int[1, 20]),
            Gen.Select(Gen.OneOf(Gen.Const(1), Gen.Const(3), Gen.Const(5)), Gen.Int[1, 3], Gen.Int[1, 2]),
            BatchSizes,
            Gen.Long).ForAll(
            (shape, window, samples, seed) =>
            {
                var (channels, rows, columns) = shape;
                var (kernel, stride, dilation) = window;
                var builder = new NetworkBuilder("depthwise");
                var x = builder.Input(new Shape(channels, rows, columns));
                Check(builder.Build(builder.Convolution(x, channels, kernel, stride, kernel / 2 * dilation, dilation, channels)), samples, seed);
            },
            cases: 60);

    [Fact]
    public void Backward_TransposedConvolution_MatchesReference() =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 5], Gen.Int[1, 9]),
            Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[0, 3], Gen.Int[0, 2]),
            Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], BatchSizes),
            Gen.Long).ForAll(
            (channels, window, size, seed) =>
            {
                var (inputs, outputs) = channels;
                var (kernel, stride, padding, outputPadding) = window;
                var (rows, columns, samples) = size;
                outputPadding = Math.Min(outputPadding, stride - 1);
                if ((Math.Min(rows, columns) - 1) * stride + kernel + outputPadding <= 2 * padding) return;
                var builder = new NetworkBuilder("transposed convolution");
                var x = builder.Input(new Shape(inputs, rows, columns));
                Check(builder.Build(builder.TransposedConvolution(x, outputs, kernel, stride, padding, outputPadding)), samples, seed);
            },
            cases: 100);

    [Fact]
    public void Backward_Pooling_MatchesReference() =>
        Gen.Select(Shapes, Gen.Select(Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[0, 2]), BatchSizes, Gen.Int[0, 2], Gen.Long).ForAll(
            (shape, window, samples, kind, seed) =>
            {
                var (kernel, stride, padding) = window;
                padding = Math.Min(padding, kernel / 2);
                if (Math.Min(shape.Rows, shape.Columns) + 2 * padding < kernel) return;
                var builder = new NetworkBuilder("pooling");

                // A ReLU makes many values of a window equal.
                var x = builder.Relu(builder.Input(shape));
                Check(
                    builder.Build(kind == 0
                        ? builder.MaxPooling(x, kernel, stride, padding)
                        : builder.AveragePooling(x, kernel, stride, padding, countPadding: kind == 1)),
                    samples, seed);
            },
            cases: 80);

    [Fact]
    public void Backward_RandomGraphs_MatchReference() =>
        Gen.Select(Gen.Int[0, 1 << 30], BatchSizes, Gen.Int[1, 3]).ForAll(
            (seed, samples, threads) => Check(RandomGraph(RandomKey.FromSeed(seed)), samples, seed, threads),
            cases: 60);

    [Theory]
    [InlineData(64)]
    [InlineData(129)]
    public void Backward_LargeBatches_MatchReference(int samples)
    {
        var builder = new NetworkBuilder("large batch");
        var x = builder.Input(new Shape(2, 4, 3));
        x = builder.Relu(builder.BatchNormalization(builder.Convolution(x, 3, 3, padding: 1)));
        Check(builder.Build(builder.Linear(x, 5)), samples, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Backward_Encoders_MatchReference(int threads)
    {
        var space = new FlexiBertSpace(FlexiBertVariant.Original);
        for (var i = 0; i < 4; i++)
        {
            var key = RandomKey.FromSeed(10 * threads + i);
            var architecture = (FlexiBertArchitecture)space.Sample(key);
            var network = FlexiBertNetworks.Build(architecture, Small, new Shape(1, 1, 7));
            var tokens = new float[7 * 5];
            var draw = key.Draw();
            foreach (ref var token in tokens.AsSpan())
                token = draw.Next(Small.Vocabulary);
            GradientAssert.MatchesReference(network, new Batch(new Shape(1, 1, 7), tokens, "tokens"), key, threads);
        }
    }

    [Fact]
    public void Backward_SharedWeights_MatchReference()
    {
        var builder = new NetworkBuilder("shared");
        var x = builder.Input(new Shape(3, 5, 5));
        var first = builder.Convolution(x, 3, 3, padding: 1);
        var norm = builder.BatchNormalization(first);
        var second = builder.Add(first.Operation, [builder.Relu(norm)], sharesWith: first);
        Check(builder.Build(builder.Concatenation([norm, builder.Add(norm.Operation, [second], sharesWith: norm)])), 5, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Backward_AnyThreads_MatchesReference(int threads)
    {
        // Large enough for every step to be shared out.
        var builder = new NetworkBuilder("wide");
        var x = builder.Input(new Shape(3, 16, 16));
        x = builder.Convolution(x, 24, 3, padding: 1);
        x = builder.Relu(builder.BatchNormalization(x));
        x = builder.Convolution(x, 24, 5, padding: 2, groups: 24);
        x = builder.Sum([builder.MaxPooling(x, 3, 1, 1), x]);
        Check(builder.Build(builder.Linear(builder.GlobalAveragePooling(x), 10)), 17, 1, threads);
    }

    /// <summary>Matrices of as many channels, made of the same values.</summary>
    private static Node Other(NetworkBuilder builder, Node x, int rows, int columns) =>
        builder.Reshape(builder.Linear(builder.GlobalAveragePooling(x), x.Shape.Channels * rows * columns), new Shape(x.Shape.Channels, rows, columns));

    private static void Check(Network network, int samples, long seed, int threads = 1)
    {
        var key = RandomKey.FromSeed(seed);
        GradientAssert.MatchesReference(network, EngineAssert.RandomBatch(network.Nodes[0].Shape, samples, key), key, threads);
    }

    /// <summary>A random graph of all operations that keep the number of rows and columns, with shared and dead values.</summary>
    internal static Network RandomGraph(RandomKey key)
    {
        var draw = key.Draw();
        var builder = new NetworkBuilder("random");
        var nodes = new List<Node> { builder.Input(new Shape(draw.Next(5) + 1, draw.Next(6) + 2, draw.Next(6) + 2)) };
        for (var i = 0; i < 18; i++)
        {
            var x = draw.Pick(nodes);
            var same = nodes.Where(node => node.Shape == x.Shape).ToArray();
            nodes.Add(draw.Next(12) switch
            {
                0 => builder.Convolution(x, draw.Next(6) + 1, 3, padding: 1, bias: draw.Next(2) == 0),
                1 => builder.BatchNormalization(x, draw.Next(2) == 0),
                2 => builder.Relu(builder.BatchNormalization(x)),
                3 => builder.Relu(x),
                4 => builder.Tanh(x),
                5 => builder.Sum([x, draw.Pick(same), draw.Pick(same)]),
                6 => builder.Sum([builder.Zero(x), draw.Pick(same)]),
                7 => builder.Concatenation([x, draw.Pick(nodes)]),
                8 => builder.MaxPooling(x, 3, 1, 1),
                9 => builder.Zero(x),
                10 => builder.AveragePooling(x, 3, 1, 1),
                _ => builder.ChannelSlice(x, 0, draw.Next(x.Shape.Channels) + 1),
            });
        }

        return builder.Build(builder.Convolution(nodes[^1], 2, 1, name: "last"));
    }
}
