using SwapScore.Networks;

namespace SwapScore.Spaces.ResNetLike;

/// <summary>Builds residual networks: a stem, four stages of basic blocks of which the last three halve the resolution, a classifier.</summary>
/// <remarks>He et al.: Deep Residual Learning for Image Recognition (CVPR 2016); groups as in Xie et al.: Aggregated Residual Transformations (CVPR 2017).</remarks>
internal static class ResNetLikeNetworks
{
    /// <summary>Channels of the stem.</summary>
    public const int StemChannels = 64;

    // Images of this side or more pass the stem of ImageNet networks, which leaves a quarter of the side.
    private const int LargeSide = 64;

    /// <summary>Builds the network of an architecture.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="input">Shape of an image, for example 3×224×224.</param>
    /// <param name="divisor">What all channels are divided by, 1 … 8; at more than 1 convolutions have one group. Default: 1.</param>
    public static Network Build(ResNetLikeArchitecture architecture, int classes, Shape input, int divisor = 1)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var builder = new NetworkBuilder("resnet-like");
        var x = builder.EndBlock(Stem(builder.Within("stem"), builder.Input(input), StemChannels / divisor));
        foreach (var (number, stage) in architecture.Stages.Index())
            for (var block = 0; block < stage.Depth; block++)
                x = builder.EndBlock(
                    Block(builder.Within($"stage{number}.block{block}"), x, stage.Width / divisor, stride: number > 0 && block == 0 ? 2 : 1, divisor > 1 ? 1 : stage.Groups));
        var head = builder.As(NodeRole.Head);
        return builder.Build(head.Linear(head.GlobalAveragePooling(x), classes, name: "classifier"));
    }

    private static Node Stem(NetworkBuilder builder, Node x, int channels)
    {
        var isLarge = x.Shape.Rows >= LargeSide;
        var y = builder.Relu(Normalized(builder, x, channels, kernel: isLarge ? 7 : 3, stride: isLarge ? 2 : 1), "relu");
        return isLarge ? builder.MaxPooling(y, 3, 2, 1, "pooling") : y;
    }

    /// <summary>Two 3×3 convolutions beside a shortcut; the shortcut is a 1×1 convolution where the shape changes.</summary>
    private static Node Block(NetworkBuilder builder, Node x, int channels, int stride, int groups)
    {
        var y = builder.Relu(Normalized(builder.Within("first"), x, channels, 3, stride, groups), "first.relu");
        y = Normalized(builder.Within("second"), y, channels, 3, groups: groups);
        var shortcut = stride == 1 && x.Shape.Channels == channels ? x : Normalized(builder.Within("shortcut"), x, channels, 1, stride);
        return builder.Relu(builder.Sum([y, shortcut], "sum"), "relu");
    }

    private static Node Normalized(NetworkBuilder builder, Node x, int channels, int kernel, int stride = 1, int groups = 1) =>
        builder.BatchNormalization(builder.Convolution(x, channels, kernel, stride, kernel / 2, groups: groups, name: "convolution"), name: "normalization");
}
