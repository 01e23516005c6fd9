using SwapScore.Networks;

namespace SwapScore.Spaces.AutoFormer;

/// <summary>Builds one layer: attention with relative positions, then the feed-forward part, each after a normalisation and beside a shortcut.</summary>
/// <param name="builder">Names are within its scope.</param>
/// <param name="grid">Rows and columns of the patches.</param>
/// <param name="design">What depends on the code that trained the network.</param>
internal sealed class AutoFormerLayerBuilder(NetworkBuilder builder, Shape grid, AutoFormerDesign design)
{
    // Distances of patches from −14 to 14 have a learned vector each.
    private const int Reach = 14;

    // Vertical and horizontal distances, and one number in each direction for pairs with the class token.
    private const int Distances = 2 * (2 * Reach + 2);

    public Node Build(AutoFormerLayer layer, Node x)
    {
        x = builder.Sum([Attention(layer.Heads, Normalize(x, "normalization")), x], "sum");
        return builder.Sum([FeedForward(layer.Ratio, Normalize(x, "feed-normalization")), x], "feed-sum");
    }

    private Node Attention(int heads, Node x)
    {
        var split = new Shape(heads, design.HeadWidth ?? x.Shape.Channels / heads, x.Shape.Columns);
        var scale = 1 / MathF.Sqrt(split.Rows);
        var query = Heads(x, split, "query", NodeRole.Query);
        var key = Heads(x, split, "key", NodeRole.Key);
        var value = Heads(x, split, "value", NodeRole.Value);
        var scores = builder.MatrixProduct(query, key, transposeFirst: true, scale: scale, name: "scores");
        if (design.HasRelativePositions) scores = builder.Sum([scores, builder.Scaling(Positions(query), scale, "scaled-positions")], "positioned");
        var weights = builder.Softmax(scores, name: "attention");
        var mixed = builder.MatrixProduct(value, weights, transposeSecond: true, name: "mixed");
        if (design.HasRelativePositions) mixed = builder.Sum([mixed, PositionValues(weights, split.Rows)], "context-sum");
        var context = builder.Reshape(mixed, new Shape(split.Channels * split.Rows, 1, x.Shape.Columns), "context");
        return Map(context, x.Shape.Channels, "output", NodeRole.HeadsOutput);
    }

    /// <summary>The products of a query with the vectors of vertical and horizontal distances, which all heads share.</summary>
    private Node Positions(Node query)
    {
        var products = builder.Convolution(builder.Transpose(query, "query-rows"), Distances, 1, name: "relative-keys");
        return builder.RelativeLookup(products, grid.Rows, grid.Columns, Reach, "positions");
    }

    /// <summary>The vectors of distances, weighted with the attention paid to what is that far away.</summary>
    private Node PositionValues(Node weights, int headWidth)
    {
        var sums = builder.RelativeSum(weights, grid.Rows, grid.Columns, Reach, "distance-weights");
        return builder.Transpose(builder.Convolution(sums, headWidth, 1, name: "relative-values"), "position-values");
    }

    private Node FeedForward(double ratio, Node x)
    {
        var wide = builder.Gelu(Map(x, (int)(x.Shape.Channels * ratio), "feed", NodeRole.FeedForward), "gelu");
        return Map(wide, x.Shape.Channels, "feed-output", NodeRole.FeedForward);
    }

    private Node Normalize(Node x, string name) => builder.LayerNormalization(x, design.Epsilon, name);

    private Node Heads(Node x, Shape split, string name, NodeRole role) => builder.Reshape(Map(x, split.Channels * split.Rows, name, role), split, $"{name}-heads");

    /// <summary>A linear map of every token.</summary>
    private Node Map(Node x, int outputs, string name, NodeRole role) => builder.As(role).Convolution(x, outputs, 1, bias: true, name: name);
}
