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
    /// <exception cref="NetworkException">A side is smaller than a patch.</exception>
    public static Network Build(AutoFormerArchitecture architecture, int classes, Shape input)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var builder = new NetworkBuilder("autoformer");
        var x = builder.Convolution(builder.Input(input), architecture.Width, Patch, stride: Patch, bias: true, name: "patches");
        var grid = x.Shape;
        var tokens = builder.Reshape(x, new Shape(grid.Channels, 1, (int)grid.Area), "tokens");
        x = builder.ClassToken(tokens, Math.Max(Positions, tokens.Shape.Columns + 1), "class-token");
        foreach (var (index, layer) in architecture.Layers.Index())
            x = new AutoFormerLayerBuilder(builder.Within($"layer{index}"), grid).Build(layer, x);

        // The class token stands last. The normalisation is of every token alone, so the others need none.
        x = builder.LayerNormalization(builder.Crop(x, 0, x.Shape.Columns - 1, "class"), name: "normalization");
        return builder.Build(builder.As(NodeRole.Head).Linear(x, classes, name: "classifier"));
    }
}
