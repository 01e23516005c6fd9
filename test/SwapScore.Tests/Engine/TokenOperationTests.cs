using System.Numerics;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;

namespace SwapScore.Tests.Engine;

/// <summary>The operations of Transformers against their formulas in double precision, to 1e-5 of the largest value.</summary>
public sealed class TokenOperationTests
{
    private const int Heads = 2;
    private const int Width = 8;
    private const int Tokens = 12;

    private static readonly Shape Sequence = new(Heads * Width, 1, Tokens);
    private static readonly Shape Split = new(Heads, Width, Tokens);

    [Fact]
    public void RealPartOfFourierTransform_IsThatOfTheDefinition() => AssertClose(
        builder => Real(builder),
        x => (h, d, t) =>
        {
            var sum = Complex.Zero;
            for (var i = 0; i < Width; i++)
                for (var j = 0; j < Tokens; j++)
                    sum += x(h * Width + i, j) * Complex.Exp(-2 * Math.PI * Complex.ImaginaryOne * ((double)d * i / Width + (double)t * j / Tokens));
            return sum.Real;
        });

    [Fact]
    public void CosineTransform_IsThatOfTheDefinition() => AssertClose(
        builder => builder.SpectralTransform(
            builder.SpectralTransform(builder.Reshape(Input(builder), Split), SpectralKind.DiscreteCosine), SpectralKind.DiscreteCosine, alongRows: true),
        x => (h, d, t) =>
        {
            var sum = 0.0;
            for (var i = 0; i < Width; i++)
                for (var j = 0; j < Tokens; j++)
                    sum += 4 * x(h * Width + i, j) * Math.Cos(Math.PI * d * (2 * i + 1) / (2 * Width)) * Math.Cos(Math.PI * t * (2 * j + 1) / (2 * Tokens));
            return sum;
        });

    [Fact]
    public void Attention_IsThatOfTheDefinition() => AssertClose(
        builder =>
        {
            var x = builder.Reshape(Input(builder), Split);
            var weights = builder.Softmax(builder.MatrixProduct(x, x, transposeFirst: true, scale: 1 / MathF.Sqrt(Width)));
            return builder.MatrixProduct(x, weights, transposeSecond: true);
        },
        x => (h, d, t) =>
        {
            var scores = Enumerable.Range(0, Tokens)
                .Select(j => Math.Exp(Enumerable.Range(0, Width).Sum(i => x(h * Width + i, t) * x(h * Width + i, j)) / Math.Sqrt(Width))).ToArray();
            return Enumerable.Range(0, Tokens).Sum(j => scores[j] * x(h * Width + d, j)) / scores.Sum();
        });

    [Fact]
    public void LayerNormalization_IsThatOfTheDefinition() => AssertClose(
        builder => builder.Reshape(builder.LayerNormalization(Input(builder), 1e-12f), Split),
        x => (h, d, t) =>
        {
            var values = Enumerable.Range(0, Heads * Width).Select(c => x(c, t)).ToArray();
            var mean = values.Average();
            return (values[h * Width + d] - mean) / Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        });

    [Fact]
    public void Gelu_IsThatOfTheDefinition() => AssertClose(
        builder => builder.Reshape(builder.Gelu(Input(builder)), Split),
        x => (h, d, t) => x(h * Width + d, t) * NormalDistribution(x(h * Width + d, t)));

    [Fact]
    public void SpanConvolution_IsThatOfTheDefinition() => AssertClose(
        builder =>
        {
            var x = Input(builder);
            var kernels = builder.Softmax(builder.Reshape(builder.ChannelSlice(x, 0, Heads * 3), new Shape(Heads, 3, Tokens)), alongRows: true);
            return builder.SpanConvolution(kernels, builder.Reshape(x, Split));
        },
        x => (h, d, t) =>
        {
            var powers = Enumerable.Range(0, 3).Select(j => Math.Exp(x(h * 3 + j, t))).ToArray();
            return Enumerable.Range(0, 3).Where(j => t + j - 1 is >= 0 and < Tokens).Sum(j => powers[j] / powers.Sum() * x(h * Width + d, t + j - 1));
        });

    /// <summary>A grid of 11×1 patches and a class token: rows differ by −1, 0, 1 or more, columns by nothing.</summary>
    [Fact]
    public void RelativeLookup_IsThatOfTheDefinition() => AssertClose(
        builder => builder.RelativeLookup(builder.Reshape(Input(builder), new Shape(Width, Heads, Tokens)), Tokens - 1, 1, 1),
        x => (h, i, j) =>
        {
            var (vertical, horizontal) = i == Tokens - 1 || j == Tokens - 1 ? (0, 0) : (j < i ? 1 : j == i ? 2 : 3, 2);
            return x(vertical * Heads + h, i) + x((4 + horizontal) * Heads + h, i);
        });

    [Fact]
    public void RelativeOperations_OfOtherSizes_AreRefused()
    {
        var builder = new NetworkBuilder("sizes");
        var x = builder.Input(new Shape(8, 2, 12));
        Assert.Contains("not a column for each of the 13 tokens", Assert.Throws<NetworkException>(() => builder.RelativeLookup(x, 3, 4, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("not a channel for each of the 2×6 distances", Assert.Throws<NetworkException>(() => builder.RelativeLookup(x, 11, 1, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("not a row and a column for each of the 12 tokens", Assert.Throws<NetworkException>(() => builder.RelativeSum(x, 11, 1, 2)).Message, StringComparison.Ordinal);
        Assert.Contains("is width×1×length", Assert.Throws<NetworkException>(() => builder.ClassToken(x, 20)).Message, StringComparison.Ordinal);
        var tokens = builder.Reshape(x, new Shape(16, 1, 12));
        Assert.Equal(13, builder.ClassToken(tokens, 12, hasPlace: false).Shape.Columns);
        Assert.Contains("longer than the 12 positions", Assert.Throws<NetworkException>(() => builder.ClassToken(tokens, 12)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(7)]
    [InlineData(1.5f)]
    [InlineData(float.NaN)]
    public void Embedding_NoTokenNumber_IsRefusedBeforeItIsLookedUp(float value)
    {
        var builder = new NetworkBuilder("tokens");
        var network = builder.Build(builder.Gelu(builder.TokenEmbedding(builder.Input(new Shape(1, 1, 2)), 7, 3)));
        using var executor = new Executor();
        var fault = Assert.Throws<UsageException>(() => executor.Load(Plan.Compile(network, 1), new Batch(new Shape(1, 1, 2), [1, value], "broken")));
        Assert.Contains("no token number of 0 … 6", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Embedding_OfComputedValues_IsRefused()
    {
        var builder = new NetworkBuilder("computed");
        var network = builder.Build(builder.Gelu(builder.TokenEmbedding(builder.Relu(builder.Input(new Shape(1, 1, 2))), 7, 3)));
        Assert.Contains("embeds values it computes", Assert.Throws<UsageException>(() => Plan.Compile(network, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropout_KeepsTheRateAndTheMean()
    {
        var builder = new NetworkBuilder("dropout");
        var network = builder.Build(builder.Dropout(builder.Input(new Shape(100, 10, 10)), 0.1f));
        var ones = new Batch(new Shape(100, 10, 10), [.. Enumerable.Repeat(1f, 10 * 10_000)], "ones");
        var values = ReferenceExecutor.Run(network, ones, new TestInitializer(), RandomKey.FromSeed(1))[1].Values;
        Assert.Equal(0.1, values.Count(value => value == 0) / 100_000.0, 0.005);
        Assert.Equal(1, values.Average(), 0.006);
        var other = ReferenceExecutor.Run(network, ones, new TestInitializer(), RandomKey.FromSeed(2))[1].Values;
        Assert.Equal(0.01, values.Zip(other).Count(pair => pair is { First: 0, Second: 0 }) / 100_000.0, 0.003);
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(3, 7)]
    [InlineData(511, 512)]
    [InlineData(100_000, 512)]
    public void Turn_AnyFraction_IsExactToTheLastBits(long numerator, long denominator)
    {
        var angle = 2 * Math.PI * (numerator % denominator) / denominator;
        Assert.Equal(Math.Cos(angle), Turn.Cosine(numerator, denominator), 1e-15);
        Assert.Equal(Math.Sin(angle), Turn.Sine(numerator, denominator), 1e-15);
    }

    private static Node Input(NetworkBuilder builder) => builder.Input(Sequence);

    private static Node Real(NetworkBuilder builder)
    {
        var x = builder.Reshape(Input(builder), Split);
        return builder.Sum(
        [
            builder.SpectralTransform(builder.SpectralTransform(x, SpectralKind.Cosine), SpectralKind.Cosine, alongRows: true),
            builder.SpectralTransform(builder.SpectralTransform(x, SpectralKind.Sine), SpectralKind.NegativeSine, alongRows: true),
        ]);
    }

    private static void AssertClose(Func<NetworkBuilder, Node> build, Func<Func<int, int, double>, Func<int, int, int, double>> formula)
    {
        var builder = new NetworkBuilder("formula");
        var network = builder.Build(build(builder));
        var key = RandomKey.FromSeed(4);
        var batch = EngineAssert.RandomBatch(Sequence, 3, key);
        var actual = ReferenceExecutor.Run(network, batch, new PlainInitializer(), key)[network.Outputs[0].Index];
        for (var sample = 0; sample < batch.Size; sample++)
        {
            var values = batch.Sample(sample).ToArray();
            var expected = formula((channel, token) => values[channel * Tokens + token]);
            for (var h = 0; h < Heads; h++)
                for (var d = 0; d < Width; d++)
                    for (var t = 0; t < Tokens; t++)
                        Assert.Equal(expected(h, d, t), actual[h, d, t, sample], 1e-5 * actual.Values.Max(Math.Abs));
        }
    }

    private static double NormalDistribution(double x) => 0.5 * (1 + MathNet.Numerics.SpecialFunctions.Erf(x / Math.Sqrt(2)));

    private sealed class PlainInitializer : SwapScore.Weights.IInitializer
    {
        public string Name => "plain";

        public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values) => values.Fill(parameter.Role == ParameterRole.Scale ? 1 : 0);
    }
}
