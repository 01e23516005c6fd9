using SwapScore.Networks;

namespace SwapScore.Spaces.AutoFormer;

/// <summary>Builds vision Transformers: patches, a class token, layers, a classifier of the class token.</summary>
/// <remarks>Chen et al.: AutoFormer: Searching Transformers for Visual Recognition (ICCV 2021), and the code published with it.</remarks>
internal static class AutoFormerNetworks
{
    private const int Patch = 16;

    // 14×14 patches of an image of 224×224, and the class token.
    private const int Positions = 197;

    /// <summary>Builds the network of an architecture.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="input">Shape of an image: sides of 16 and more, for example 3×224×224.</param>
    /// <param name="design">What depends on the code that trained the network.</param>
    /// <exception cref="NetworkException">A side is smaller than a patch.</exception>
    public static Network Build(AutoFormerArchitecture architecture, int classes, Shape input, AutoFormerDesign design)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(design);
        var builder = new NetworkBuilder("autoformer");
        var x = builder.Convolution(builder.Input(input), architecture.Width, Patch, stride: Patch, bias: true, name: "patches");
        var grid = x.Shape;
        var tokens = builder.Reshape(x, new Shape(grid.Channels, 1, (int)grid.Area), "tokens");
        x = builder.EndBlock(builder.ClassToken(tokens, Math.Max(Positions, tokens.Shape.Columns + 1), "class-token"));
        foreach (var (index, layer) in architecture.Layers.Index())
            x = builder.EndBlock(new AutoFormerLayerBuilder(builder.Within($"layer{index}"), grid, design).Build(layer, x));

        var features = design.ReadsClassToken ? Normalize(Last(builder, x)) : MeanOfPatches(builder, Normalize(x));
        return builder.Build(builder.As(NodeRole.Head).Linear(features, classes, name: "classifier"));

        // The normalisation is of every token alone, so those that nothing reads need none.
        Node Normalize(Node tokens) => builder.LayerNormalization(tokens, design.Epsilon, "normalization");
    }

    /// <summary>The class token, which stands last.</summary>
    private static Node Last(NetworkBuilder builder, Node x) => builder.Crop(x, 0, x.Shape.Columns - 1, "class");

    /// <summary>The mean of all tokens but the class token: the mean of all T + 1, times (T + 1)/T, minus the class token's share.</summary>
    private static Node MeanOfPatches(NetworkBuilder builder, Node x)
    {
        var patches = x.Shape.Columns - 1;
        var all = builder.Scaling(builder.GlobalAveragePooling(x, "mean"), (patches + 1f) / patches, "scaled-mean");
        return builder.Sum([all, builder.Scaling(Last(builder, x), -1f / patches, "class-share")], "patches-mean");
    }
}
