using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Torch.Modules;

/// <summary>The network that stands for a module where metrics ask for one: what was recorded, and how many parameters there are.</summary>
internal sealed class ModuleSketch
{
    private readonly Node[] _nodes;

    /// <param name="recorded">What one call of the module has recorded.</param>
    /// <param name="parameters">Trainable parameters of the module.</param>
    /// <param name="channelMultiplyAdds">Multiply-adds per output channel of its convolutions and linear maps, for one sample.</param>
    /// <param name="samples">Samples it was called with.</param>
    /// <exception cref="UsageException">No activation was recorded, or a value has another number of samples.</exception>
    public ModuleSketch(IReadOnlyList<RecordedValue> recorded, long parameters, double channelMultiplyAdds, int samples)
    {
        if (!recorded.Any(one => one.Operation.Signs != SignRange.None))
            throw new UsageException(
                "the module called no ReLU, LeakyReLU, GELU or SiLU module", "activations that are functions instead of modules cannot be recorded: make them modules");
        if (recorded.FirstOrDefault(one => one.Dimensions[0] != samples) is { } other)
            throw new UsageException($"{other.Name} has {other.Dimensions[0]} rows for {samples} samples", "the first dimension must be that of the samples");
        var builder = new NetworkBuilder("module");
        var whole = AddWhole(builder, parameters, channelMultiplyAdds);
        _nodes = new Node[recorded.Count];
        for (var i = 0; i < recorded.Count; i++)
        {
            var one = recorded[i];
            Node[] inputs = one.Operation is Input ? [] : one.Reads is { } read ? [_nodes[read]] : one.Operation is Foreign ? [whole] : [builder.Input(ShapeOf(one.Dimensions))];
            _nodes[i] = builder.Add(one.Operation, inputs, one.Name);
        }

        Network = builder.Build(_nodes);
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The activations, in the order of computation: the name of the module, the shape of a sample's values.</summary>
    public IReadOnlyList<KeyValuePair<string, Shape>> Activations =>
        [.. _nodes.Where(node => node.Operation.Signs != SignRange.None).Select(node => KeyValuePair.Create(node.Name, node.Shape))];

    /// <summary>A network of which only the number of parameters is known.</summary>
    public static Network Whole(long parameters)
    {
        var builder = new NetworkBuilder("module");
        return builder.Build(AddWhole(builder, parameters));
    }

    /// <summary>Shows what was recorded to an observer.</summary>
    /// <param name="recorded">The records of a call.</param>
    /// <param name="samples">Samples of the call.</param>
    /// <param name="observer">Sees every value.</param>
    /// <exception cref="UsageException">The call was not like that the sketch was made of.</exception>
    public void Show(IReadOnlyList<RecordedValue> recorded, int samples, IActivationObserver observer)
    {
        if (!recorded.Select(one => one.Name).SequenceEqual(_nodes.Select(node => node.Name)))
            throw new UsageException("the module calls other modules in one pass than in the next", "score it in evaluation mode (IsTraining = false)");
        foreach (var (node, one) in _nodes.Zip(recorded))
            observer.Observe(Activation.FromRows(node, one.Values, samples));
    }

    /// <summary>The shape of a sample's values: channels first where there are rows and columns, otherwise a vector.</summary>
    public static Shape ShapeOf(long[] dimensions) => dimensions is [_, var channels, var rows, var columns]
        ? new Shape((int)channels, (int)rows, (int)columns)
        : Shape.Vector((int)dimensions.Skip(1).Aggregate(1L, (count, dimension) => count * dimension));

    private static Node AddWhole(NetworkBuilder builder, long parameters, double channelMultiplyAdds = 0) =>
        builder.Add(new Foreign("module", Shape.Vector(1), parameters) { ChannelMultiplyAdds = channelMultiplyAdds }, [builder.Input(Shape.Vector(1))], "module");
}
