using SwapScore.Networks;

namespace SwapScore.Spaces.TransNasBench101;

/// <summary>The part all tasks share: a stem that quarters the resolution, then modules of two cells each.</summary>
/// <remarks>Duan et al.: TransNAS-Bench-101 (CVPR 2021), Figure 2.</remarks>
internal static class TransNasEncoder
{
    /// <summary>Channels after the stem.</summary>
    private const int StemChannels = 64;

    private const int CellsAModule = 2;

    /// <summary>The modules of the micro skeleton, 64-41414.</summary>
    private static readonly TransNasModule[] MicroModules =
    [
        TransNasModule.WiderAndSmaller, TransNasModule.Plain, TransNasModule.WiderAndSmaller, TransNasModule.Plain, TransNasModule.WiderAndSmaller,
    ];

    /// <summary>The modules of an architecture, first to last.</summary>
    public static IReadOnlyList<TransNasModule> ModulesOf(IArchitecture architecture) =>
        architecture is TransNasMacroArchitecture macro ? macro.Modules : MicroModules;

    /// <summary>Builds the encoder of a micro cell or macro skeleton.</summary>
    public static Node Build(NetworkBuilder builder, IArchitecture architecture, Node image, int stemChannels = StemChannels, int cells = CellsAModule)
    {
        var x = builder.EndBlock(Stem(builder.Within("stem"), image, stemChannels));
        foreach (var (index, module) in ModulesOf(architecture).Index())
        {
            var scope = builder.Within($"module{index}");
            var channels = module is TransNasModule.Wider or TransNasModule.WiderAndSmaller ? 2 * x.Shape.Channels : x.Shape.Channels;
            var stride = module is TransNasModule.Smaller or TransNasModule.WiderAndSmaller ? 2 : 1;
            for (var cell = 0; cell < cells; cell++)
            {
                x = builder.EndBlock(architecture is TransNasMicroArchitecture micro
                    ? Cell(scope.Within($"cell{cell}"), micro, x, channels, stride)
                    : ResidualBlock(scope.Within($"block{cell}"), x, channels, stride));
                stride = 1;
            }
        }

        return x;
    }

    private static Node Stem(NetworkBuilder builder, Node image, int channels)
    {
        var x = builder.Convolution(image, channels / 2, 3, stride: 2, padding: 1, name: "convolution");
        return Layers.ReluConvolution(builder.Within("second"), builder.BatchNormalization(x, name: "normalization"), channels, 3, stride: 2);
    }

    /// <summary>A micro cell; the edges that leave node 0 carry the change of shape.</summary>
    private static Node Cell(NetworkBuilder builder, TransNasMicroArchitecture architecture, Node x, int channels, int stride)
    {
        var nodes = new List<Node> { x };
        for (var target = 1; target <= 3; target++)
        {
            var terms = Enumerable.Range(0, target).Select(source => Edge(
                builder.Within($"{source}to{target}"), architecture.Operation(source, target), nodes[source], channels, source == 0 ? stride : 1));
            nodes.Add(builder.Sum([.. terms], $"node{target}"));
        }

        return nodes[3];
    }

    private static Node Edge(NetworkBuilder builder, TransNasOperation operation, Node x, int channels, int stride) => operation switch
    {
        TransNasOperation.None => builder.Zero(x, stride, channels, "zero"),
        TransNasOperation.Convolution1x1 => Layers.ReluConvolution(builder, x, channels, 1, stride),
        TransNasOperation.Convolution3x3 => Layers.ReluConvolution(builder, x, channels, 3, stride),
        _ => stride == 1 && x.Shape.Channels == channels ? x : Layers.FactorizedReduction(builder, x, channels),
    };

    /// <summary>A block of a macro module: two convolutions beside a shortcut, which is projected where the shape changes.</summary>
    private static Node ResidualBlock(NetworkBuilder builder, Node x, int channels, int stride)
    {
        var first = Layers.ReluConvolution(builder.Within("first"), x, channels, 3, stride);
        var second = Layers.ReluConvolution(builder.Within("second"), first, channels, 3);
        return builder.Sum([Shortcut(builder.Within("shortcut"), x, channels, stride), second], "sum");
    }

    private static Node Shortcut(NetworkBuilder builder, Node x, int channels, int stride) => stride == 1 && x.Shape.Channels == channels
        ? x
        : builder.BatchNormalization(builder.Convolution(x, channels, 1, stride, name: "convolution"), name: "normalization");
}
