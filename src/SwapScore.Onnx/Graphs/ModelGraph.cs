using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>
/// A model that has been checked: its nodes in the order of their computation, every constant in one place, and who makes and reads what.
/// Made by <see cref="GraphReader"/>; never changed afterwards.
/// </summary>
internal sealed class ModelGraph
{
    private static readonly HashSet<string> Transparent = ["Identity", "Dropout"];

    /// <summary>Operations that give back what they read, in another order, shape or type.</summary>
    internal static readonly IReadOnlySet<string> Rearranging = new HashSet<string> { "Identity", "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Cast", "CastLike" };

    private readonly Dictionary<string, NodeProto> _producers = [];
    private readonly Dictionary<string, List<NodeProto>> _consumers = [];

    public ModelGraph(
        ModelProto model,
        int opset,
        IReadOnlyList<NodeProto> nodes,
        IReadOnlyDictionary<string, TensorProto> constants,
        IReadOnlyList<ValueInfoProto> inputs)
    {
        (Model, Opset, Nodes, Constants, Inputs) = (model, opset, nodes, constants, inputs);
        foreach (var node in nodes)
        {
            foreach (var output in node.Output.Where(output => output.Length > 0)) _producers[output] = node;
            foreach (var read in Reads(node))
            {
                if (!_consumers.TryGetValue(read, out var readers)) _consumers[read] = readers = [];
                readers.Add(node);
            }
        }
    }

    /// <summary>The file's own head: versions and domains. Its graph is not to be used.</summary>
    public ModelProto Model { get; }

    /// <summary>Version of the standard's operations.</summary>
    public int Opset { get; }

    /// <summary>The nodes, every one after those it reads; constants are not among them.</summary>
    public IReadOnlyList<NodeProto> Nodes { get; }

    /// <summary>Initialisers and constant nodes by name, all with raw data.</summary>
    public IReadOnlyDictionary<string, TensorProto> Constants { get; }

    /// <summary>The inputs that need values, in the order of the model.</summary>
    public IReadOnlyList<ValueInfoProto> Inputs { get; }

    /// <summary>What the file computes in, where that is not the single precision it is run in; otherwise null.</summary>
    public string? Precision { get; init; }

    /// <summary>All values a node reads, those its bodies take from outside among them.</summary>
    public static IEnumerable<string> Reads(NodeProto node) => node.Input.Where(input => input.Length > 0).Concat(node.Bodies().SelectMany(Captured)).Distinct();

    /// <summary>The node that makes a value; null for inputs and constants.</summary>
    public NodeProto? Producer(string value) => _producers.GetValueOrDefault(value);

    /// <summary>The nodes that read a value.</summary>
    public IReadOnlyList<NodeProto> Consumers(string value) => _consumers.GetValueOrDefault(value) ?? (IReadOnlyList<NodeProto>)[];

    /// <summary>Where a value comes from when nodes that change nothing are passed over.</summary>
    public string Root(string value)
    {
        while (Producer(value) is { } node && Attributes.IsStandard(node.Domain) && Transparent.Contains(node.OpType) && node.Output[0] == value)
            value = node.Input[0];
        return value;
    }

    /// <summary>The constant behind a value that is one, however it is passed on; null for others.</summary>
    public TensorProto? Constant(string value) => Constants.GetValueOrDefault(Root(value));

    /// <summary>The constant whose elements a value holds, in whatever order and shape; null when it depends on an input.</summary>
    public TensorProto? Weight(string value)
    {
        while (Producer(value) is { } node && Attributes.IsStandard(node.Domain) && Rearranging.Contains(node.OpType) && node.Output[0] == value)
            value = node.Input[0];
        return Constants.GetValueOrDefault(value);
    }

    /// <summary>The nodes that some values depend on, in order.</summary>
    public IReadOnlyList<NodeProto> Needed(IEnumerable<string> values)
    {
        var wanted = values.ToHashSet();
        var needed = new List<NodeProto>();
        foreach (var node in Nodes.Reverse().Where(node => node.Output.Any(wanted.Contains)))
        {
            needed.Add(node);
            wanted.UnionWith(Reads(node));
        }

        needed.Reverse();
        return needed;
    }

    /// <summary>The same graph with other nodes and more constants.</summary>
    public ModelGraph With(IReadOnlyList<NodeProto> nodes, IReadOnlyDictionary<string, TensorProto>? constants = null) =>
        new(Model, Opset, nodes, constants ?? Constants, Inputs) { Precision = Precision };

    /// <summary>What a body reads of the graph around it.</summary>
    private static IEnumerable<string> Captured(GraphProto body)
    {
        var own = body.Input.Select(input => input.Name)
            .Concat(body.Initializer.Select(constant => constant.Name))
            .Concat(body.Node.SelectMany(node => node.Output))
            .ToHashSet();
        return body.Node.SelectMany(Reads).Concat(body.Output.Select(output => output.Name)).Where(name => name.Length > 0 && !own.Contains(name));
    }
}
