using CsCheck;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Tests.Engine;

/// <summary>Attention computed a few queries at a time has the bits of the four operations it stands for, and needs no matrix of weights.</summary>
public sealed class AttentionStepTests
{
    [Fact]
    public void Run_AnySizes_MatchesReference() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 7], Gen.Int[1, 40], Gen.Select(Gen.Int[1, 20], Gen.Const(33)), Gen.Bool, Gen.Long).ForAll(
            (heads, width, tokens, sizes, drops, seed) =>
            {
                var network = Attention(new Shape(heads, width, tokens), drops ? 0.3f : 0);
                foreach (var size in (int[])[sizes.Item1, sizes.Item2])
                    EngineAssert.MatchesReference(network, EngineAssert.RandomBatch(network.Inputs.Single().Shape, size, RandomKey.FromSeed(seed)), RandomKey.FromSeed(seed));
            },
            cases: 12);

    [Fact]
    public void Run_WeightsReadElsewhere_MatchesReference()
    {
        var builder = new NetworkBuilder("shared");
        var (query, key, value) = Maps(builder, new Shape(2, 3, 13));
        var weights = builder.Softmax(builder.MatrixProduct(query, key, transposeFirst: true));
        var network = builder.Build(builder.Relu(builder.MatrixProduct(value, weights, transposeSecond: true)), builder.Relu(weights));
        EngineAssert.MatchesReference(network, EngineAssert.RandomBatch(network.Inputs.Single().Shape, 9, RandomKey.FromSeed(1)), RandomKey.FromSeed(1), threads: 2);
    }

    [Fact]
    public void Memory_OfAttention_DoesNotGrowWithPairsOfTokens()
    {
        var (some, many) = (Bytes(128), Bytes(512));
        Assert.InRange(many, some, 4 * some + 4096);
        Assert.True(many < 2L * 512 * 512 * 16 * sizeof(float), $"{many} bytes are those of all pairs of tokens");

        static long Bytes(int tokens) => Plan.Compile(Attention(new Shape(2, 8, tokens), 0.1f), 16).WorkspaceBytes;
    }

    private static Network Attention(Shape heads, float dropout)
    {
        var builder = new NetworkBuilder("attention");
        var (query, key, value) = Maps(builder, heads);
        var weights = builder.Softmax(builder.MatrixProduct(query, key, transposeFirst: true, scale: 1 / MathF.Sqrt(heads.Rows)));
        return builder.Build(builder.Gelu(builder.MatrixProduct(value, builder.Dropout(weights, dropout), transposeSecond: true)));
    }

    private static (Node Query, Node Key, Node Value) Maps(NetworkBuilder builder, Shape heads)
    {
        var x = builder.Input(new Shape(heads.Channels * heads.Rows, 1, heads.Columns));
        return (Map("query"), Map("key"), Map("value"));

        Node Map(string name) => builder.Reshape(builder.Convolution(x, heads.Channels * heads.Rows, 1, name: name), heads, $"{name}-heads");
    }
}
