using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Spaces.FlexiBert;

/// <summary>Builds one layer: the operation, then the feed-forward part.</summary>
/// <param name="builder">Names are within its scope.</param>
/// <param name="options">Sizes and dropout.</param>
/// <param name="epsilon">Of layer normalisation.</param>
internal sealed class FlexiBertLayerBuilder(NetworkBuilder builder, FlexiBertOptions options, float epsilon)
{
    public Node Build(FlexiBertLayer layer, Node x) => FeedForward(layer, layer.Operation switch
    {
        FlexiBertOperation.Fourier or FlexiBertOperation.Cosine => Transform(layer, x),
        FlexiBertOperation.SpanConvolution5 => Finish(SpanConvolution(layer.Heads, 5, x), x),
        FlexiBertOperation.SpanConvolution9 => Finish(SpanConvolution(layer.Heads, 9, x), x),
        FlexiBertOperation.SpanConvolution13 => Finish(SpanConvolution(layer.Heads, 13, x), x),
        _ => Finish(SelfAttention(layer, x), x),
    });

    private Node SelfAttention(FlexiBertLayer layer, Node x)
    {
        var hidden = x.Shape.Channels;
        var query = Map(x, hidden, "query", NodeRole.Query);
        var (key, value) = (Map(x, hidden, "key", NodeRole.Key), Map(x, hidden, "value", NodeRole.Value));
        if (layer.Operation == FlexiBertOperation.WeightedMultiplicative) query = Map(query, hidden, "weight", NodeRole.QueryWeight, bias: false);
        return Attend(query, key, value, layer.Heads);
    }

    /// <summary>softmax(Qᵀ·K/√d)·V a head, over all tokens: padding is not masked, as in the published code.</summary>
    private Node Attend(Node query, Node key, Node value, int heads)
    {
        var split = Split(query.Shape, heads);
        var scale = 1 / MathF.Sqrt(split.Rows);
        var scores = builder.MatrixProduct(
            builder.Reshape(query, split, "query-heads"), builder.Reshape(key, split, "key-heads"), transposeFirst: true, scale: scale, name: "scores");
        var weights = builder.Dropout(builder.Softmax(scores, name: "attention"), options.DropoutRate);
        var mixed = builder.MatrixProduct(builder.Reshape(value, split, "value-heads"), weights, transposeSecond: true, name: "mixed");
        return builder.Reshape(mixed, query.Shape, "context");
    }

    /// <summary>Half of the heads attend, the other half of the width is convolved with kernels computed from keys and queries.</summary>
    private Node SpanConvolution(int heads, int kernel, Node x)
    {
        var half = Math.Max(1, heads / 2);
        var width = half * (Split(x.Shape, heads).Rows);
        var query = Map(x, width, "query", NodeRole.Query);
        var (key, value) = (Map(x, width, "key", NodeRole.Key), Map(x, width, "value", NodeRole.Value));
        var spans = Map(builder.SequenceConvolution(x, kernel, "span-depthwise"), width, "span-pointwise", NodeRole.Body);
        var kernels = Map(builder.Multiply(spans, query, "span-query"), half * kernel, "kernels", NodeRole.SpanKernel);
        var softened = builder.Softmax(builder.Reshape(kernels, new Shape(half, kernel, x.Shape.Columns), "kernel-heads"), alongRows: true, name: "kernel-softmax");
        var values = builder.Reshape(Map(x, width, "span-value", NodeRole.SpanValue), Split(new Shape(width, 1, x.Shape.Columns), half), "span-heads");
        var convolved = builder.Reshape(builder.SpanConvolution(softened, values, "span"), query.Shape, "convolved");
        return builder.Concatenation([Attend(query, key, value, half), convolved], "joined");
    }

    /// <summary>A map, then a transform over features and tokens of every head; neither map, residual nor normalisation after it.</summary>
    private Node Transform(FlexiBertLayer layer, Node x)
    {
        var heads = builder.Reshape(Map(x, x.Shape.Channels, "input", NodeRole.SpectralInput), Split(x.Shape, layer.Heads), "heads");
        var whole = builder.As(NodeRole.Spectrum);
        var spectrum = layer.Operation == FlexiBertOperation.Cosine
            ? whole.SpectralTransform(builder.SpectralTransform(heads, SpectralKind.DiscreteCosine), SpectralKind.DiscreteCosine, alongRows: true, "spectrum")
            : whole.Sum([Both(SpectralKind.Cosine, SpectralKind.Cosine), Both(SpectralKind.Sine, SpectralKind.NegativeSine)], "spectrum");
        return builder.Reshape(spectrum, x.Shape, "transformed");

        Node Both(SpectralKind tokens, SpectralKind features) =>
            builder.SpectralTransform(builder.SpectralTransform(heads, tokens), features, alongRows: true);
    }

    private Node Finish(Node context, Node x) => Close(Map(context, x.Shape.Channels, "output", NodeRole.HeadsOutput), x, "normalization");

    private Node FeedForward(FlexiBertLayer layer, Node x)
    {
        var y = x;
        for (var i = 0; i < layer.FeedForwardCount; i++)
            y = builder.Gelu(Map(y, options.FeedForward ?? layer.FeedForward, $"feed{i}", NodeRole.FeedForward), $"gelu{i}");
        return Close(Map(y, x.Shape.Channels, "feed-output", NodeRole.FeedForward), x, "feed-normalization");
    }

    /// <summary>Dropout, residual, layer normalisation.</summary>
    private Node Close(Node y, Node x, string name) =>
        builder.LayerNormalization(builder.Sum([builder.Dropout(y, options.DropoutRate), x], $"{name}-sum"), epsilon, name);

    private Node Map(Node x, int outputs, string name, NodeRole role, bool bias = true) =>
        FlexiBertNetworks.Map(builder.As(role), x, outputs, name, bias);

    private static Shape Split(Shape shape, int heads) => shape.Channels % heads == 0
        ? new Shape(heads, shape.Channels / heads, shape.Columns)
        : throw new NetworkException($"a width of {shape.Channels} cannot be divided among {heads} heads");
}
