using SwapScore.Data;
using SwapScore.Data.Text;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Weights;

namespace SwapScore.Tests.Engine;

/// <summary>Embeddings are drawn once for several encoders, and again whenever anything about them changes.</summary>
public sealed class DrawnEmbeddingsTests
{
    private static readonly Batch Texts = TokenBatch.Create([[5, 6, 7], [8, 9]], 4, 60, "test");

    [Fact]
    public void Initialize_OtherEncoderSameStream_DrawsWordsOnce()
    {
        var drawing = new CountingInitializer();
        using var executor = new Executor();
        var (small, large) = (Encoder("h128 sdp-2-512x1 sdp-2-512x1"), Encoder("h128 dft-2-512x1 dsc5-4-1024x3"));
        var (one, two) = (RandomKey.FromSeed(1), RandomKey.FromSeed(2));

        // The largest plan first, so that memory need not grow.
        foreach (var (network, key, draws) in new[] { (large, one, 1), (small, one, 1), (large, one, 1), (large, two, 2), (small, one, 3), (small, one, 3) })
        {
            Assert.Equal(Run(new Executor(), network, Texts, new CountingInitializer(), key), Run(executor, network, Texts, drawing, key));
            Assert.Equal(draws, drawing.Words);
        }
    }

    [Fact]
    public void Initialize_AfterAnotherNetwork_DrawsWordsAgain()
    {
        var drawing = new CountingInitializer();
        using var executor = new Executor();
        var (encoder, key) = (Encoder("h128 sdp-2-512x1 sdp-2-512x1"), RandomKey.FromSeed(1));
        var expected = Run(executor, encoder, Texts, drawing, key);
        var builder = new NetworkBuilder("images");
        var images = builder.Build(builder.Relu(builder.Convolution(builder.Input(new Shape(3, 8, 8)), 4, 3)));
        Run(executor, images, EngineAssert.RandomBatch(new Shape(3, 8, 8), 2, key), drawing, key);
        Assert.Equal(expected, Run(executor, encoder, Texts, drawing, key));
        Assert.Equal(2, drawing.Words);
    }

    private static Network Encoder(string text) => FlexiBertNetworks.Build(
        FlexiBertArchitecture.Parse(text), FlexiBertOptions.AsDescribed with { Vocabulary = 60 }, Texts.Shape);

    private static float[] Run(Executor executor, Network network, Batch batch, IInitializer initializer, RandomKey key)
    {
        var observer = new CollectingObserver();
        executor.Load(Plan.Compile(network, batch.Size), batch);
        executor.Initialize(initializer, key);
        executor.Run(observer);
        return [.. observer.Values.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value)];
    }

    private sealed class CountingInitializer : IInitializer
    {
        private readonly TransformerInitializer _inner = new();

        public string Name => "counting";

        public int Words { get; private set; }

        public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
        {
            if (parameter.Role == ParameterRole.WordEmbedding) Words++;
            _inner.Fill(node, parameter, key, values);
        }
    }
}
