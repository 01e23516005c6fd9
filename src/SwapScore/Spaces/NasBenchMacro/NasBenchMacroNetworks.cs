using SwapScore.Networks;

namespace SwapScore.Spaces.NasBenchMacro;

/// <summary>Builds the networks of the benchmark: a stem, three stages that each halve the resolution and double the channels, a classifier.</summary>
/// <remarks>Su et al.: Prioritized Architecture Sampling with Monto-Carlo Tree Search (CVPR 2021), and the code published with it.</remarks>
internal static class NasBenchMacroNetworks
{
    /// <summary>Channels of the stem, as published.</summary>
    public const int StemChannels = 32;

    // The last convolution has forty times the channels of the stem.
    private const int FeatureFactor = 40;

    /// <summary>Builds the network of an architecture.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="input">Shape of an image, for example 3×32×32.</param>
    /// <param name="channels">Channels of the stem. Default: as published.</param>
    public static Network Build(NasBenchMacroArchitecture architecture, int classes, Shape input, int channels = StemChannels)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var builder = new NetworkBuilder("nasbench-macro");
        var x = builder.EndBlock(Normalized(builder.Within("stem"), builder.Input(input), channels, kernel: 3));
        var width = channels;
        foreach (var (number, stage) in architecture.ByStage.Index())
        {
            width *= 2;
            foreach (var (index, layer) in stage.Index())
                x = builder.EndBlock(Layer(builder.Within($"stage{number}.layer{index}"), layer, x, width, stride: index == 0 ? 2 : 1));
        }

        x = Normalized(builder.Within("last"), x, FeatureFactor * channels);
        var head = builder.As(NodeRole.Head);
        return builder.Build(head.Linear(head.GlobalAveragePooling(x), classes, name: "classifier"));
    }

    private static Node Layer(NetworkBuilder builder, NasBenchMacroLayer layer, Node x, int channels, int stride) => layer switch
    {
        NasBenchMacroLayer.Identity => stride == 1 ? x : Linear(builder, x, channels, stride),
        NasBenchMacroLayer.Expansion3Kernel3 => InvertedResidual(builder, x, channels, stride, expansion: 3, kernel: 3),
        _ => InvertedResidual(builder, x, channels, stride, expansion: 6, kernel: 5),
    };

    /// <summary>More channels, a depthwise convolution, fewer channels; the sum with the input where the shape stays.</summary>
    private static Node InvertedResidual(NetworkBuilder builder, Node x, int channels, int stride, int expansion, int kernel)
    {
        var wide = expansion * x.Shape.Channels;
        var y = Normalized(builder.Within("expansion"), x, wide);
        y = Normalized(builder.Within("depthwise"), y, wide, kernel, stride, groups: wide);
        y = Linear(builder.Within("projection"), y, channels);
        return stride == 1 ? builder.Sum([x, y], "sum") : y;
    }

    /// <summary>1×1 convolution and normalisation, without an activation.</summary>
    private static Node Linear(NetworkBuilder builder, Node x, int channels, int stride = 1) =>
        builder.BatchNormalization(builder.Convolution(x, channels, 1, stride, name: "convolution"), name: "normalization");

    private static Node Normalized(NetworkBuilder builder, Node x, int channels, int kernel = 1, int stride = 1, int groups = 1)
    {
        var y = builder.Convolution(x, channels, kernel, stride, kernel / 2, groups: groups, name: "convolution");
        return builder.Relu(builder.BatchNormalization(y, name: "normalization"), "relu");
    }
}
