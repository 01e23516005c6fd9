using SwapScore.Networks;
using static System.FormattableString;

namespace SwapScore.Spaces.TransNasBench101;

/// <summary>Builds the networks of the benchmark: an encoder and the head of a task.</summary>
internal static class TransNasNetworks
{
    /// <summary>Tiles of the jigsaw: three rows of three.</summary>
    public const int Tiles = 9;

    private const int Rgb = 3;

    /// <summary>The seven tasks with their published input shapes and outputs.</summary>
    public static IReadOnlyList<SpaceTask> Tasks { get; } =
    [
        new("class_scene", new Shape(Rgb, 256, 256), 63) { Preparation = ImagePreparation.Taskonomy, Loss = TaskLoss.SoftCrossEntropy },
        new("class_object", new Shape(Rgb, 256, 256), 100) { Preparation = ImagePreparation.Taskonomy, Loss = TaskLoss.SoftCrossEntropy },
        new("room_layout", new Shape(Rgb, 256, 256), 9) { Preparation = ImagePreparation.Taskonomy, Loss = TaskLoss.SquaredError },
        new("jigsaw", new Shape(Tiles * Rgb, 64, 64), 1000) { Preparation = ImagePreparation.Jigsaw, Head = TaskHead.Tiles },
        new("autoencoder", new Shape(Rgb, 256, 256), 3) { Preparation = ImagePreparation.Centered, Loss = TaskLoss.Reconstruction, Head = TaskHead.Picture },
        new("normal", new Shape(Rgb, 256, 256), 3) { Preparation = ImagePreparation.Centered, Loss = TaskLoss.AbsoluteError, Head = TaskHead.Picture },
        new("segmentsemantic", new Shape(Rgb, 256, 256), 17) { Preparation = ImagePreparation.Taskonomy, Head = TaskHead.Segmentation },
    ];

    /// <summary>Builds the network of a micro cell or macro skeleton.</summary>
    /// <exception cref="NetworkException">The input has not the channels of the task.</exception>
    public static Network Build(IArchitecture architecture, SpaceTask task, Shape input)
    {
        if (input.Channels != task.Input.Channels)
            throw new NetworkException(Invariant($"the task {task.Name} reads {task.Input.Channels} channels, not {input}"));
        var builder = new NetworkBuilder("transnas");
        var image = builder.Input(input);
        var head = builder.Within("head").As(NodeRole.Head);
        if (task.Head == TaskHead.Tiles)
            return builder.Build(Classify(head, head.Concatenation(EncodeTiles(builder, architecture, image), "tiles"), task.Outputs));

        var features = TransNasEncoder.Build(builder.Within("encoder"), architecture, image);
        var decoders = new TransNasDecoders(head, TransNasDecoders.DoublingsFor(TransNasEncoder.ModulesOf(architecture)));
        return builder.Build(task.Head switch
        {
            TaskHead.Picture => decoders.Generate(features, task.Outputs),
            TaskHead.Segmentation => decoders.Segment(features, task.Outputs),
            _ => Classify(head, features, task.Outputs),
        });
    }

    /// <summary>Builds the encoder with two channels after the stem and one cell a module, and a classifier.</summary>
    public static Network BuildThin(IArchitecture architecture, Shape input)
    {
        var builder = new NetworkBuilder("transnas-thin");
        var features = TransNasEncoder.Build(builder.Within("encoder"), architecture, builder.Input(input), stemChannels: 2, cells: 1);
        return builder.Build(Classify(builder.Within("head").As(NodeRole.Head), features, outputs: 1));
    }

    /// <summary>One encoder on every tile in turn; the batch statistics are those of a tile's position.</summary>
    private static List<Node> EncodeTiles(NetworkBuilder builder, IArchitecture architecture, Node image)
    {
        var first = builder.ChannelSlice(image, 0, Rgb, "tile0");
        var encoded = TransNasEncoder.Build(builder.Within("encoder"), architecture, first);
        var all = new List<Node> { encoded };
        for (var tile = 1; tile < Tiles; tile++)
            all.Add(builder.Within($"again{tile}").Again(first, encoded, builder.ChannelSlice(image, tile * Rgb, Rgb, $"tile{tile}")));
        return all;
    }

    private static Node Classify(NetworkBuilder head, Node features, int outputs) =>
        head.Linear(head.GlobalAveragePooling(features, "pooling"), outputs, name: "classifier");
}
