using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>Turns a file's model into a <see cref="ModelGraph"/>, or says in one line what is wrong with it.</summary>
internal static class GraphReader
{
    public const int OldestOpset = 7;
    public const int MaximumNodes = 100_000;

    // The largest sample that is fed: a gigabyte of single precision.
    private const long MaximumInputElements = 1L << 28;

    // Models that keep keys and values of every layer between runs have some hundred.
    private const int MaximumInputs = 1000;

    /// <param name="model">The model; taken over.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="folder">The folder of its external data; null for none.</param>
    /// <exception cref="InputException">The model is damaged, or of a kind that cannot be scored.</exception>
    public static ModelGraph Read(ModelProto model, string name, string? folder)
    {
        try
        {
            var opset = Opset(model);
            FunctionInlining.Apply(model);
            var graph = model.Graph;
            if (graph.Node.Count > MaximumNodes) throw new InputException($"it has {graph.Node.Count} nodes, more than {MaximumNodes}");
            if (graph.SparseInitializer.Count > 0) throw new InputException("it has sparse constants, which are not read", "export it with dense weights");
            var check = new TensorCheck(folder);
            var constants = Constants(graph, check);
            DequantizedConstants.Add(graph.Node, constants);
            NodeCheck.Require(graph.Node.Where(node => !node.Is("DequantizeLinear") || !constants.ContainsKey(node.Output.FirstOrDefault() ?? "")), model);
            var inputs = graph.Input.Where(input => !constants.ContainsKey(input.Name)).ToList();
            if (inputs.Count > MaximumInputs) throw new InputException($"it has {inputs.Count} inputs, more than {MaximumInputs}");
            inputs.ForEach(Require);
            RequireLoops(graph.Node, constants.GetValueOrDefault);
            var unfolded = ConstantBranches.Unfold([.. Computed(graph.Node)], constants, inputs);
            FilledConstants.Add(unfolded, constants);
            var precision = SinglePrecision.Apply(unfolded, constants, inputs);
            var nodes = NodeOrder.Sort([.. TrainingForm.Remove([.. Computed(unfolded)])], constants.Keys.Concat(inputs.Select(input => input.Name)));
            if (nodes.Count == 0) throw new InputException("it holds constants only");
            return new ModelGraph(model, opset, nodes, constants, inputs) { Precision = precision };

            IEnumerable<NodeProto> Computed(IEnumerable<NodeProto> all) => all.Where(node => !constants.ContainsKey(node.Output.FirstOrDefault() ?? ""));
        }
        catch (InputException fault)
        {
            throw new InputException(PrintableText.Brief($"{name}: {fault.Message}"), fault.Remedy, fault);
        }
    }

    private static int Opset(ModelProto model)
    {
        var versions = model.OpsetImport.Where(import => Attributes.IsStandard(import.Domain)).Select(import => import.Version).ToList();
        if (versions.Count == 0 && model.OpsetImport.Count > 0 && !model.Graph.Node.Any(node => Attributes.IsStandard(node.Domain)))
            throw new InputException("it holds no activation that is observed: none of its operations is of the standard");
        if (versions.Count == 0) throw new InputException("it does not say which version of the operations it uses (opset)", $"export it for opset {OldestOpset} or later");
        var version = versions.Max();
        if (version < OldestOpset) throw new InputException($"it is of opset {version}, older than {OldestOpset}", $"export it for opset {OldestOpset} or later");
        return (int)Math.Min(version, int.MaxValue);
    }

    /// <summary>Initialisers and constant nodes, checked.</summary>
    private static Dictionary<string, TensorProto> Constants(GraphProto graph, TensorCheck check)
    {
        var constants = new Dictionary<string, TensorProto>();
        foreach (var tensor in graph.Initializer)
        {
            check.Require(tensor);
            if (!constants.TryAdd(tensor.Name, tensor)) throw new InputException($"there are two constants {tensor.Name}");
        }

        foreach (var node in graph.Node)
        {
            foreach (var tensor in Tensors(node)) check.Require(tensor);
            if (!node.Is("Constant") || node.Output.Count != 1 || ConstantNode.Value(node) is not { } value) continue;
            value.Name = node.Output[0];
            check.Require(value);
            if (!constants.TryAdd(value.Name, value)) throw new InputException($"there are two constants {value.Name}");
        }

        return constants;
    }

    /// <summary>All tensors in the attributes of a node and of its bodies.</summary>
    private static IEnumerable<TensorProto> Tensors(NodeProto node)
    {
        foreach (var attribute in node.Attribute)
        {
            if (attribute.T is not null) yield return attribute.T;
            foreach (var tensor in attribute.Tensors) yield return tensor;
        }

        foreach (var body in node.Bodies())
        {
            foreach (var tensor in body.Initializer) yield return tensor;
            foreach (var tensor in body.Node.SelectMany(Tensors)) yield return tensor;
        }
    }

    /// <summary>Checks loops, also those inside others.</summary>
    private static void RequireLoops(IEnumerable<NodeProto> nodes, Func<string, TensorProto?> constants)
    {
        foreach (var node in nodes)
        {
            LoopCheck.Require(node, constants);
            foreach (var body in node.Bodies())
            {
                var own = body.Initializer.GroupBy(constant => constant.Name).ToDictionary(group => group.Key, group => group.First());
                foreach (var inner in body.Node.Where(inner => inner.Is("Constant") && inner.Output.Count == 1))
                    if (ConstantNode.Value(inner) is { } value) own[inner.Output[0]] = value;
                RequireLoops(body.Node, name => own.GetValueOrDefault(name) ?? constants(name));
            }
        }
    }

    private static void Require(ValueInfoProto input)
    {
        if (input.Type?.TensorType is not { } type)
            throw new InputException($"input {input.Name} is no tensor", "sequences, maps and optional values cannot be fed");
        var dimensions = (type.Shape?.Dim ?? []).Select(dimension => Math.Max(1, dimension.DimValue)).ToList();
        if (TensorValues.Count(dimensions) is not { } count || count > MaximumInputElements)
            throw new InputException($"input {input.Name} of {string.Join('×', dimensions)} is too large");
    }
}
