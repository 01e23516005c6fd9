using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Weights;

namespace SwapScore.Tests.Engine;

/// <summary>Gradients in double precision against finite differences: of the weights of a map in front of every operation that runs in double precision.</summary>
public sealed class FiniteDifferenceTests
{
    private static readonly Shape Samples = new(3, 5, 6);

    // Weights are floats: a power of two that changes them without rounding much. The error is of the second order in it.
    private const float Distance = 1f / 4096;

    [Theory]
    [InlineData("relu")]
    [InlineData("leaky")]
    [InlineData("gelu")]
    [InlineData("silu")]
    [InlineData("tanh")]
    [InlineData("scaling")]
    [InlineData("softmax")]
    [InlineData("softmax along rows")]
    [InlineData("layernorm")]
    [InlineData("sum")]
    [InlineData("concatenation")]
    [InlineData("multiply")]
    [InlineData("square")]
    [InlineData("product")]
    [InlineData("product, both transposed")]
    [InlineData("span")]
    [InlineData("cosines")]
    [InlineData("sines along rows")]
    [InlineData("convolution")]
    [InlineData("depthwise")]
    [InlineData("sequence")]
    [InlineData("transposed convolution")]
    [InlineData("maximum")]
    [InlineData("average")]
    [InlineData("global")]
    [InlineData("crop")]
    [InlineData("slice")]
    [InlineData("reshape")]
    public void Gradient_OfEveryOperation_IsTheSlope(string name)
    {
        var builder = new NetworkBuilder(name);
        var x = builder.Convolution(builder.Input(name == "sequence" ? new Shape(3, 1, 9) : Samples), 3, 1, name: "map");
        var y = Operation(builder, x, name);
        var network = builder.Build(builder.Linear(y, 1, bias: false, name: "sum"));
        var (values, gradient) = Run(network, 0, 0);
        var size = Math.Sqrt(gradient.Sum(value => value * value) / gradient.Length);
        Assert.True(size > 0 && double.IsFinite(size), values);
        for (var i = 0; i < gradient.Length; i++)
        {
            var (above, below) = (Value(network, i, Distance), Value(network, i, -Distance));
            Assert.Equal((above - below) / (2 * Distance), gradient[i], 1e-5 * (size + Math.Abs(gradient[i])));
        }
    }

    private static Node Operation(NetworkBuilder builder, Node x, string name) => name switch
    {
        "relu" => builder.Relu(x),
        "leaky" => builder.LeakyRelu(x, 0.2f),
        "gelu" => builder.Gelu(x),
        "silu" => builder.Silu(x),
        "tanh" => builder.Tanh(x),
        "scaling" => builder.Scaling(x, -0.3f),
        "softmax" => builder.Softmax(x),
        "softmax along rows" => builder.Softmax(x, alongRows: true),
        "layernorm" => builder.LayerNormalization(x, 1e-5f),
        "sum" => builder.Sum([x, builder.Tanh(x)]),
        "concatenation" => builder.Concatenation([x, builder.Tanh(x)]),
        "multiply" => builder.Multiply(x, builder.Tanh(x)),
        "square" => builder.Multiply(x, x),
        "product" => builder.MatrixProduct(x, x, transposeSecond: true, scale: 0.5f),
        "product, both transposed" => builder.MatrixProduct(x, builder.Reshape(x, new Shape(3, 6, 5)), transposeFirst: true, transposeSecond: true),
        "span" => builder.SpanConvolution(x, builder.Tanh(x)),
        "cosines" => builder.SpectralTransform(x, SpectralKind.DiscreteCosine),
        "sines along rows" => builder.SpectralTransform(x, SpectralKind.Sine, alongRows: true),
        "convolution" => builder.Convolution(x, 4, 3, stride: 2, padding: 2, dilation: 2),
        "depthwise" => builder.Convolution(x, 3, 3, padding: 1, groups: 3),
        "sequence" => builder.SequenceConvolution(x, 5),
        "transposed convolution" => builder.TransposedConvolution(x, 2, 3, 2, 1),
        "maximum" => builder.MaxPooling(x, 3, 2, 1),
        "average" => builder.AveragePooling(x, 3, 2, 1),
        "global" => builder.GlobalAveragePooling(x),
        "crop" => builder.Crop(x, 1, 2),
        "slice" => builder.ChannelSlice(x, 1, 1),
        _ => builder.Reshape(x, new Shape(1, 9, 10)),
    };

    private static double Value(Network network, int index, float distance)
    {
        using var executor = Pass(network, index, distance);
        var last = executor.Parameters[^1];

        // The gradient by the weights of the last map is what it sums.
        var weights = executor.WeightsOf(last);
        var inputs = executor.DoubleGradientOf(last);
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * inputs[i];
        return sum;
    }

    private static (string Network, double[] Gradient) Run(Network network, int index, float distance)
    {
        using var executor = Pass(network, index, distance);
        return (network.Dump(), executor.DoubleGradientOf(executor.Parameters[0]).ToArray());
    }

    private static Executor Pass(Network network, int index, float distance)
    {
        var shape = network.Nodes[0].Shape;
        var executor = new Executor();
        executor.Load(
            Plan.Compile(network, 1, new PlanOptions { Backward = new BackwardOptions { Kinds = GradientKinds.Weights, IsDouble = true } }),
            new Batch(shape, Noise.Values(shape, 1, RandomKey.FromSeed(5)), "noise"));
        executor.Initialize(new MovedInitializer(index, distance), RandomKey.FromSeed(3));
        executor.Forward();
        executor.Backward(LossGradients.Sum, GradientKinds.Weights);
        return executor;
    }

    /// <summary>Moves one weight of the map. Weights are whole multiples of the distance, so that it is moved exactly.</summary>
    private sealed class MovedInitializer(int index, float distance) : IInitializer
    {
        public string Name => "moved";

        public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
        {
            new TestInitializer().Fill(node, parameter, key, values);
            if (node.Name != "map" || parameter.Role != ParameterRole.ConvolutionWeight) return;
            foreach (ref var value in values)
                value = MathF.Round(value / Distance) * Distance;
            values[index] += distance;
        }
    }
}
