using SwapScore.Networks;

namespace SwapScore.Spaces.FlexiBert;

/// <summary>Builds encoders: embeddings, a projection to the width where it differs, layers.</summary>
/// <remarks>
/// Tuli et al.: FlexiBERT (2022), as simplified by Serianni, Kalita: Training-free Neural Architecture Search for RNNs and Transformers (ACL 2023).
/// </remarks>
internal static class FlexiBertNetworks
{
    private const float Epsilon = 1e-12f;

    /// <summary>Builds the network of an encoder.</summary>
    /// <param name="architecture">The encoder.</param>
    /// <param name="options">Sizes and dropout.</param>
    /// <param name="tokens">Shape of a sample: 1 × 1 × length, at most 512 tokens.</param>
    /// <exception cref="NetworkException">The sequence is too long, or the width cannot be divided among the heads.</exception>
    public static Network Build(FlexiBertArchitecture architecture, FlexiBertOptions options, Shape tokens)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(options);
        var builder = new NetworkBuilder("flexibert");
        var embeddings = builder.Within("embeddings");
        var x = embeddings.TokenEmbedding(builder.Input(tokens), options.Vocabulary, options.EmbeddingWidth, name: "tokens");
        x = embeddings.Dropout(embeddings.LayerNormalization(x, Epsilon, "normalization"), options.DropoutRate);
        var hidden = options.Hidden ?? architecture.Hidden;
        if (hidden != options.EmbeddingWidth) x = Map(embeddings, x, hidden, "projection");
        builder.EndBlock(x);
        foreach (var (index, layer) in architecture.Layers.Index())
            x = builder.EndBlock(new FlexiBertLayerBuilder(builder.Within($"layer{index}"), options, Epsilon).Build(layer, x));
        return builder.Build(x);
    }

    /// <summary>A linear map of every token.</summary>
    internal static Node Map(NetworkBuilder builder, Node x, int outputs, string name, bool bias = true) =>
        builder.Convolution(x, outputs, 1, bias: bias, name: name);
}
