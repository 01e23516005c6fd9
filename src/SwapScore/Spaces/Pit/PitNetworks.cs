using SwapScore.Networks;
using SwapScore.Spaces.AutoFormer;

namespace SwapScore.Spaces.Pit;

/// <summary>Builds pooling-based vision Transformers: overlapping patches, a class token, stages of layers with pooling between them, a classifier of the class token.</summary>
/// <remarks>
/// Heo et al.: Rethinking Spatial Dimensions of Vision Transformers (ICCV 2021), and the code of Auto-Prox, whose layers are those of <c>autoformer-scratch</c>.
/// </remarks>
internal static class PitNetworks
{
    private const int Patch = 16;
    private const int PatchStride = 8;

    // 27×27 patches of an image of 224×224.
    private const int Positions = 729;

    private const int PoolingStride = 2;

    /// <summary>Builds the network of an architecture.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="input">Shape of an image: sides of 16 and more, for example 3×224×224.</param>
    /// <exception cref="NetworkException">A side is smaller than a patch.</exception>
    public static Network Build(PitArchitecture architecture, int classes, Shape input)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var builder = new NetworkBuilder("pit");
        var map = builder.Convolution(builder.Input(input), Width(0), Patch, stride: PatchStride, bias: true, name: "patches");
        var tokens = builder.Reshape(map, Sequence(map.Shape), "tokens");
        var x = builder.EndBlock(builder.ClassToken(tokens, Math.Max(Positions, tokens.Shape.Columns), "class-token", hasPlace: false));
        var grid = map.Shape;
        foreach (var (index, stage) in architecture.Stages.Index())
        {
            if (index > 0) (x, grid) = Pool(builder.Within($"pooling{index}"), x, grid, Width(index));
            for (var layer = 0; layer < stage.Depth; layer++)
                x = builder.EndBlock(new AutoFormerLayerBuilder(builder.Within($"stage{index}.layer{layer}"), grid, AutoFormerDesign.Scratch).Build(new(stage.Heads, architecture.Ratio), x));
        }

        var features = builder.LayerNormalization(ClassOf(builder, x), AutoFormerDesign.Scratch.Epsilon, "normalization");
        return builder.Build(builder.As(NodeRole.Head).Linear(features, classes, name: "classifier"));

        int Width(int stage) => architecture.HeadWidth * architecture.Stages[stage].Heads;
    }

    /// <summary>A map of half the sides and another width by a depthwise convolution of the patches, and a linear map of the class token.</summary>
    private static (Node Tokens, Shape Grid) Pool(NetworkBuilder builder, Node x, Shape grid, int width)
    {
        var map = builder.Reshape(PatchesOf(builder, x), grid, "map");
        map = builder.Convolution(map, width, PoolingStride + 1, PoolingStride, PoolingStride / 2, groups: grid.Channels, bias: true, name: "convolution");
        var token = builder.Linear(ClassOf(builder, x), width, name: "class-map");
        return (Join(builder, map, token), map.Shape);
    }

    /// <summary>The class token, which stands last.</summary>
    private static Node ClassOf(NetworkBuilder builder, Node x) => builder.Crop(x, 0, x.Shape.Columns - 1, "class");

    /// <summary>All tokens but the last: channels of the sequence with tokens as channels.</summary>
    private static Node PatchesOf(NetworkBuilder builder, Node x)
    {
        var (features, tokens) = (x.Shape.Channels, x.Shape.Columns);
        var byToken = builder.Transpose(builder.Reshape(x, new Shape(features, tokens, 1), "features"), "by-token");
        return builder.Transpose(builder.ChannelSlice(byToken, 0, tokens - 1, "patches"), "by-feature");
    }

    /// <summary>The patches of a map as tokens, and the class token behind them.</summary>
    private static Node Join(NetworkBuilder builder, Node map, Node token)
    {
        var (features, patches) = (map.Shape.Channels, (int)map.Shape.Area);
        var byToken = builder.Transpose(builder.Reshape(map, new Shape(features, patches, 1), "pooled"), "pooled-by-token");
        var joined = builder.Concatenation([byToken, builder.Reshape(token, new Shape(1, features, 1), "class-row")], "joined");
        return builder.Reshape(builder.Transpose(joined, "joined-by-feature"), new Shape(features, 1, patches + 1), "tokens");
    }

    private static Shape Sequence(Shape map) => new(map.Channels, 1, (int)map.Area);
}
