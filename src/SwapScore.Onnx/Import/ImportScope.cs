using SwapScore.Networks;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import;

/// <summary>One node of a model on its way into the network.</summary>
/// <param name="graph">The model's graph.</param>
/// <param name="builder">Builds the network.</param>
/// <param name="values">The values that are in the network.</param>
/// <param name="weights">Where parameters come from; parameters of new nodes are added.</param>
internal sealed class ImportScope(
    ImportGraph graph, NetworkBuilder builder, IReadOnlyDictionary<string, ImportedValue> values, Dictionary<(Node Node, ParameterRole Role), WeightView> weights)
{
    private readonly Dictionary<(Operation Operation, string Constants), Node> _owners = [];

    /// <summary>The model's graph.</summary>
    public ImportGraph Graph => graph;

    public NetworkBuilder Builder => builder;

    /// <summary>The node that is imported.</summary>
    public NodeProto Node { get; set; } = new();

    private string Name => Node.Name.Length > 0 ? Node.Name : Node.Output[0];

    /// <summary>A value that is in the network.</summary>
    /// <param name="name">Its name in the model.</param>
    public ImportedValue Value(string name) => values[graph.Root(name)];

    /// <summary>A value with each dimension at its place, or a refusal.</summary>
    /// <param name="name">Its name in the model.</param>
    /// <param name="places">Where its dimensions are wanted.</param>
    public ImportedValue Value(string name, params IReadOnlyList<int> places)
    {
        var value = Value(name);
        if (value.Dimensions.Length != places.Count) throw Refuse($"it reads a value of {value.Dimensions.Length + 1} dimensions, where {places.Count + 1} are expected");
        return value.At(builder, places);
    }

    /// <summary>Adds a node.</summary>
    public Node Add(Operation operation, params IReadOnlyList<Node> inputs) => builder.Add(operation, inputs, Name);

    /// <summary>Adds a node with weights. One that has the same weights as an earlier one is the same module, used again.</summary>
    public Node AddWeighted(Operation operation, Node input, params IReadOnlyList<(ParameterRole Role, WeightView View)> parameters)
    {
        var main = parameters[0].View;

        // Scales that are all equal are kept once by exporters, however many modules have them.
        var isMap = parameters[0].Role is ParameterRole.ConvolutionWeight or ParameterRole.LinearWeight or ParameterRole.TransposedConvolutionWeight;
        var key = (operation, string.Join(',', parameters.Select(parameter => parameter.View.Constant)));
        var owner = main.Constant is not null && (isMap || input.WeightOwner != input) ? _owners.GetValueOrDefault(key) : null;
        var node = builder.Add(operation, [input], Name, owner);
        if (owner is not null) return node;
        _owners[key] = node;
        foreach (var parameter in node.Parameters)
        {
            var view = parameters.FirstOrDefault(one => one.Role == parameter.Role).View
                ?? WeightView.Same(parameter.Role is ParameterRole.Scale or ParameterRole.RunningVariance ? 1 : 0, (int)parameter.Count);
            if (view.Count != parameter.Count) throw Refuse($"its {parameter.Name} has {view.Count} values, where {parameter.Count} are expected");
            weights[(node, parameter.Role)] = view;
        }

        return node;
    }

    /// <summary>Why this node cannot be imported.</summary>
    public InputException Refuse(string reason) => Refusal.At(Node, reason);
}
