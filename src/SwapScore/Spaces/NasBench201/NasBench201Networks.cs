using SwapScore.Networks;

namespace SwapScore.Spaces.NasBench201;

/// <summary>Builds the network of the benchmark: a stem, three stages of five equal cells with 16, 32 and 64 channels, a classifier.</summary>
/// <remarks>Dong, Yang: NAS-Bench-201 (ICLR 2020), Figure 1.</remarks>
internal static class NasBench201Networks
{
    /// <summary>Channels of the stem, as published.</summary>
    public const int StemChannels = 16;

    /// <summary>Cells per stage, as published.</summary>
    public const int CellsAStage = 5;
    private const int Stages = 3;

    /// <summary>Builds the network of a cell.</summary>
    /// <param name="architecture">The cell.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="input">Shape of an image, for example 3×32×32.</param>
    /// <param name="channels">Channels of the stem. Default: as published.</param>
    /// <param name="cells">Cells per stage. Default: as published.</param>
    /// <exception cref="NetworkException">The image is too small for the two reductions.</exception>
    public static Network Build(NasBench201Architecture architecture, int classes, Shape input, int channels = StemChannels, int cells = CellsAStage)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return Build((scope, edge, x) => Operation(scope, architecture.Edges[edge], x), classes, input, channels, cells);
    }

    /// <summary>Builds the network whose cells have on each edge what a function adds there.</summary>
    internal static Network Build(Func<NetworkBuilder, int, Node, Node> edge, int classes, Shape input, int channels, int cells)
    {
        var builder = new NetworkBuilder("nasbench201");
        var x = builder.EndBlock(builder.Within("stem").BatchNormalization(builder.Within("stem").Convolution(builder.Input(input), channels, 3, padding: 1)));
        for (var stage = 0; stage < Stages; stage++)
        {
            if (stage > 0) x = builder.EndBlock(Reduce(builder.Within($"reduction{stage}"), x, channels *= 2));
            for (var cell = 0; cell < cells; cell++)
                x = builder.EndBlock(Cell(builder.Within($"stage{stage}.cell{cell}"), edge, x));
        }

        var last = builder.Within("last");
        x = last.Relu(last.BatchNormalization(x));
        var head = builder.As(NodeRole.Head);
        return builder.Build(head.Linear(head.GlobalAveragePooling(x), classes, name: "classifier"));
    }

    /// <summary>Adds a cell.</summary>
    /// <param name="builder">The scope of the cell.</param>
    /// <param name="edge">Adds what an edge does, from its scope, its number among 0→1, 0→2, 1→2, 0→3, 1→3, 2→3 and the value it reads.</param>
    /// <param name="x">Node 0.</param>
    internal static Node Cell(NetworkBuilder builder, Func<NetworkBuilder, int, Node, Node> edge, Node x)
    {
        var nodes = new List<Node> { x };
        for (var target = 1; target <= 3; target++)
        {
            var terms = Enumerable.Range(0, target)
                .Select(source => edge(builder.Within($"{source}to{target}"), target * (target - 1) / 2 + source, nodes[source]));
            nodes.Add(builder.Sum([.. terms], $"node{target}"));
        }

        return nodes[3];
    }

    internal static Node Operation(NetworkBuilder builder, NasBench201Operation operation, Node x) => operation switch
    {
        NasBench201Operation.Skip => x,
        NasBench201Operation.None => builder.Zero(x),
        NasBench201Operation.Convolution3x3 => Layers.ReluConvolution(builder, x, x.Shape.Channels, 3),
        NasBench201Operation.Convolution1x1 => Layers.ReluConvolution(builder, x, x.Shape.Channels, 1),
        _ => builder.AveragePooling(x, 3, stride: 1, padding: 1),
    };

    /// <summary>The residual block between stages: half the resolution, twice the channels.</summary>
    private static Node Reduce(NetworkBuilder builder, Node x, int channels)
    {
        var first = Layers.ReluConvolution(builder.Within("first"), x, channels, 3, stride: 2);
        var second = Layers.ReluConvolution(builder.Within("second"), first, channels, 3);
        var shortcut = builder.Within("shortcut");
        return builder.Sum([shortcut.Convolution(shortcut.AveragePooling(x, 2, stride: 2), channels, 1), second], "sum");
    }
}
