using SwapScore.Networks;

namespace SwapScore.Spaces.MobileNet;

/// <summary>Builds networks of inverted residuals: a stem, six or seven stages of which four halve the resolution, a classifier.</summary>
/// <remarks>
/// Sandler et al.: MobileNetV2: Inverted Residuals and Linear Bottlenecks (CVPR 2018); Howard et al.: Searching for MobileNetV3 (ICCV 2019).
/// </remarks>
/// <param name="divisor">What all channels are divided by: 1, 2, 4 or 8.</param>
internal sealed class MobileNetNetworks(int divisor)
{
    /// <summary>Builds the network of an architecture.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="input">Shape of an image, for example 3×224×224.</param>
    /// <param name="isScaled">
    /// Whether images stand for those of the largest side: a network of a smaller one then reads only so much of them as its side is smaller. Default: it reads all.
    /// </param>
    public Network Build(MobileNetArchitecture architecture, int classes, Shape input, bool isScaled = false)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var (builder, stages) = (new NetworkBuilder("mobilenet"), architecture.Stages);
        var x = builder.Input(input);
        if (isScaled) x = Part(builder, x, architecture.Side);
        var last = stages[^1].Activation;
        x = builder.EndBlock(Normalized(builder.Within("stem"), x, architecture.Stem, last, kernel: 3, stride: 2));
        var channels = architecture.Stem;
        foreach (var (number, stage) in stages.Index())
            foreach (var (index, block) in stage.Blocks.Index())
            {
                var scope = builder.Within($"stage{number}.block{index}");
                x = builder.EndBlock(InvertedResidual(scope, x, channels, stage, block, stride: index == 0 ? MobileNetStageRange.All[number].Stride : 1));
                channels = stage.Width;
            }

        x = Normalized(builder.Within("last"), x, MobileNetChannels.Last(stages), last);
        var head = builder.As(NodeRole.Head);
        x = head.GlobalAveragePooling(x);
        if (stages.Length < MobileNetStageRange.All.Length)
            x = Activated(builder.Within("features"), builder.Linear(x, MobileNetChannels.Features / divisor, name: "features"), last);
        return builder.Build(head.Linear(x, classes, name: "classifier"));
    }

    /// <summary>More channels, a depthwise convolution, perhaps a gate, fewer channels; the sum with the input where the shape stays.</summary>
    private Node InvertedResidual(NetworkBuilder builder, Node x, int channels, MobileNetStage stage, MobileNetBlock block, int stride)
    {
        var wide = MobileNetChannels.Wide(channels, block.Expansion);
        var y = block.Expansion > 1 ? Normalized(builder.Within("expansion"), x, wide, stage.Activation) : x;
        y = Normalized(builder.Within("depthwise"), y, wide, stage.Activation, block.Kernel, stride, isDepthwise: true);
        if (stage.HasGate) y = Gated(builder.Within("gate"), y, MobileNetChannels.Squeezed(wide));
        var projection = builder.Within("projection");
        y = projection.BatchNormalization(projection.Convolution(y, stage.Width / divisor, 1, name: "convolution"), name: "normalization");
        return y.Shape == x.Shape ? builder.Sum([x, y], "sum") : y;
    }

    /// <summary>Squeeze-and-excitation: channels are weighed by a function of their means.</summary>
    private Node Gated(NetworkBuilder builder, Node x, int squeezed)
    {
        var y = builder.GlobalAveragePooling(x, "mean");
        y = builder.Relu(builder.Convolution(y, squeezed / divisor, 1, bias: true, name: "squeeze"), "relu");
        return builder.Multiply(x, builder.HardSigmoid(builder.Convolution(y, x.Shape.Channels, 1, bias: true, name: "excitation"), name: "sigmoid"), "product");
    }

    private Node Normalized(
        NetworkBuilder builder, Node x, int channels, MobileNetActivation activation, int kernel = 1, int stride = 1, bool isDepthwise = false)
    {
        var (count, groups) = (channels / divisor, isDepthwise ? channels / divisor : 1);
        var y = builder.Convolution(x, count, kernel, stride, kernel / 2, groups: groups, name: "convolution");
        return Activated(builder, builder.BatchNormalization(y, name: "normalization"), activation);
    }

    private static Node Activated(NetworkBuilder builder, Node x, MobileNetActivation activation) => activation switch
    {
        MobileNetActivation.Relu => builder.Relu(x, "relu"),
        MobileNetActivation.Relu6 => builder.CappedRelu(x, name: "relu6"),
        _ => builder.HardSwish(x, "hard-swish"),
    };

    private static Node Part(NetworkBuilder builder, Node x, int side)
    {
        var (rows, columns) = (x.Shape.Rows - Scaled(x.Shape.Rows, side), x.Shape.Columns - Scaled(x.Shape.Columns, side));
        return rows + columns == 0 ? x : builder.Crop(x, rows, columns, "part");
    }

    private static int Scaled(int length, int side) => Math.Max(1, (int)Math.Round((double)length * side / MobileNetArchitecture.Sides[^1]));
}
