using SwapScore.Networks;

namespace SwapScore.Spaces.NasBench101;

/// <summary>Builds the network of the benchmark: a stem of 128 channels, three stacks of three equal cells, halved and widened between.</summary>
/// <remarks>Ying et al.: NAS-Bench-101 (ICML 2019), section 2.</remarks>
internal static class NasBench101Networks
{
    /// <summary>Channels of the stem, as published.</summary>
    public const int StemChannels = 128;
    private const int Stacks = 3;

    /// <summary>Cells per stack, as published.</summary>
    public const int CellsAStack = 3;

    /// <summary>Builds the network of a cell.</summary>
    /// <param name="architecture">The cell.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="input">Shape of an image, for example 3×32×32.</param>
    /// <param name="channels">Channels of the stem. Default: as published.</param>
    /// <param name="cells">Cells a stack. Default: as published.</param>
    /// <exception cref="NetworkException">The image is too small for the two reductions.</exception>
    public static Network Build(NasBench101Architecture architecture, int classes, Shape input, int channels = StemChannels, int cells = CellsAStack)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var builder = new NetworkBuilder("nasbench101");
        var x = builder.EndBlock(Convolution(builder.Within("stem"), builder.Input(input), channels, 3));
        for (var stack = 0; stack < Stacks; stack++)
        {
            if (stack > 0)
            {
                x = builder.MaxPooling(x, 2, stride: 2, name: $"downsample{stack}");
                channels *= 2;
            }

            for (var cell = 0; cell < cells; cell++)
                x = builder.EndBlock(Cell(builder.Within($"stack{stack}.cell{cell}"), architecture, x, channels));
        }

        var head = builder.As(NodeRole.Head);
        return builder.Build(head.Linear(head.GlobalAveragePooling(x, isPlainMean: true), classes, name: "classifier"));
    }

    /// <summary>
    /// Channels of every vertex: those that feed the output share its channels evenly, the first ones taking what does not divide; the
    /// others have as many as the widest vertex they feed.
    /// </summary>
    internal static int[] Channels(NasBench101Architecture cell, int input, int output)
    {
        var last = cell.Vertices - 1;
        var channels = new int[cell.Vertices];
        (channels[0], channels[last]) = (input, output);
        var feeding = Enumerable.Range(1, last - 1).Where(vertex => cell.HasEdge(vertex, last)).ToArray();
        for (var i = 0; i < feeding.Length; i++)
            channels[feeding[i]] = output / feeding.Length + (i < output % feeding.Length ? 1 : 0);
        for (var vertex = last - 1; vertex >= 1; vertex--)
            if (!cell.HasEdge(vertex, last))
                channels[vertex] = Enumerable.Range(vertex + 1, last - vertex - 1).Where(next => cell.HasEdge(vertex, next)).Max(next => channels[next]);
        return channels;
    }

    private static Node Cell(NetworkBuilder builder, NasBench101Architecture cell, Node x, int outputChannels)
    {
        var last = cell.Vertices - 1;
        var channels = Channels(cell, x.Shape.Channels, outputChannels);
        var vertices = new Node[cell.Vertices];
        for (var vertex = 1; vertex < last; vertex++)
        {
            var scope = builder.Within($"vertex{vertex}");
            var terms = Enumerable.Range(1, vertex - 1).Where(source => cell.HasEdge(source, vertex))
                .Select(source => Truncate(scope, vertices[source], channels[vertex])).ToList();
            if (cell.HasEdge(0, vertex)) terms.Add(Convolution(scope.Within("projection"), x, channels[vertex], 1));
            vertices[vertex] = Operation(scope, cell.Operations[vertex], scope.Sum(terms, "sum"));
        }

        var parts = Enumerable.Range(1, last - 1).Where(vertex => cell.HasEdge(vertex, last)).Select(vertex => vertices[vertex]).ToList();
        var output = builder.Within("output");
        var outputs = parts.Count == 0 ? [] : new List<Node> { output.Concatenation(parts) };
        if (cell.HasEdge(0, last)) outputs.Add(Convolution(output.Within("projection"), x, outputChannels, 1));
        return output.Sum(outputs, "sum");
    }

    private static Node Operation(NetworkBuilder builder, NasBench101Operation operation, Node x) => operation switch
    {
        NasBench101Operation.Convolution3x3 => Convolution(builder, x, x.Shape.Channels, 3),
        NasBench101Operation.Convolution1x1 => Convolution(builder, x, x.Shape.Channels, 1),
        _ => builder.MaxPooling(x, 3, stride: 1, padding: 1),
    };

    private static Node Truncate(NetworkBuilder builder, Node x, int channels) =>
        x.Shape.Channels == channels ? x : builder.ChannelSlice(x, 0, channels);

    private static Node Convolution(NetworkBuilder builder, Node x, int channels, int kernel) =>
        builder.Relu(builder.BatchNormalization(builder.Convolution(x, channels, kernel, padding: kernel / 2)));
}
