using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Activations;

namespace SwapScore.Onnx.Running;

/// <summary>Builds the network that stands for a model where metrics ask for one: its activations, its size, and values between activations where they are added.</summary>
internal sealed class StandIn
{
    private readonly NetworkBuilder _builder;
    private readonly Node _whole;
    private readonly Dictionary<string, Node> _nodes = [];
    private readonly Dictionary<(ActivationKind, string, string), int> _places = [];
    private Node _last;

    /// <param name="name">Name of the model.</param>
    /// <param name="parameters">Its trainable parameters.</param>
    /// <param name="embeddings">Those of them that are tables in which tokens are looked up.</param>
    /// <param name="multiplyAdds">Its multiply-adds for one sample.</param>
    /// <param name="channelMultiplyAdds">The same, those of every operation divided by its output channels.</param>
    public StandIn(string name, long parameters, long embeddings, long multiplyAdds, double channelMultiplyAdds)
    {
        _builder = new NetworkBuilder(name);
        var input = _builder.Input(Shape.Vector(1));
        var model = new Foreign(name, Shape.Vector(1), parameters, multiplyAdds) { Embeddings = embeddings, ChannelMultiplyAdds = channelMultiplyAdds };
        _last = _whole = _builder.Add(model, [input], "model");
    }

    /// <summary>What can be observed, equal activations once, in the order of computation.</summary>
    public List<ObservedActivation> Observed { get; } = [];

    /// <summary>Whether a value stands in the network.</summary>
    public bool Has(string value) => _nodes.ContainsKey(value);

    /// <summary>Adds an activation.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="layout">Where its samples lie.</param>
    /// <param name="shape">Its dimensions, the samples among them.</param>
    /// <returns>What stands for it.</returns>
    public Node Add(FoundActivation activation, SampleLayout layout, long[] shape)
    {
        var key = (activation.Kind, activation.Source, activation.Settings);
        if (!_nodes.TryGetValue(activation.Source, out var source))
            _nodes[activation.Source] = source = _builder.Add(new Foreign(activation.Source, Sample(layout, shape)), [_whole], $"input of {activation.Label}");
        var kind = activation.Kind;
        _last = _nodes[activation.Output] = _builder.Add(
            new ForeignActivation(kind.Name, activation.Settings, kind.Signs, kind.IsRectifier), [source], activation.Label);
        if (_places.TryGetValue(key, out var place))
        {
            Observed[place] = Observed[place] with { Multiplicity = Observed[place].Multiplicity + 1 };
            return _last;
        }

        _places[key] = Observed.Count;
        Observed.Add(new ObservedActivation(activation.Output, layout, _last, 1));
        return _last;
    }

    /// <summary>Adds a value between activations.</summary>
    /// <param name="value">Its name in the model.</param>
    /// <param name="kind">How it is computed.</param>
    /// <param name="input">The first value it is computed from.</param>
    /// <param name="layout">Where its samples lie.</param>
    /// <param name="shape">Its dimensions, the samples among them.</param>
    public void Add(string value, ForeignKind kind, string input, SampleLayout layout, long[] shape)
    {
        var node = _nodes[value] = _builder.Add(
            new Foreign(value, Sample(layout, shape)) { Kind = kind }, [_nodes.GetValueOrDefault(input, _whole)], $"value {value}");
        Observed.Add(new ObservedActivation(value, layout, node, 1));
    }

    /// <summary>The network.</summary>
    public Network Build() => _builder.Build(_last);

    /// <summary>The dimensions after the batch, where there are any; their order is that of the model.</summary>
    private static Shape Sample(SampleLayout layout, long[] shape)
    {
        if (shape.Length < 3 || layout.Outer != 1 || shape[1] == 0) return Shape.Vector((int)layout.Neurons);
        var (channels, rows) = (shape[1], shape.Length > 3 ? shape[2] : 1);
        return layout.Neurons % (channels * rows) == 0
            ? new Shape((int)channels, (int)rows, (int)(layout.Neurons / channels / rows))
            : Shape.Vector((int)layout.Neurons);
    }
}
