using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>
/// Replaces calls of a model's own functions by their bodies, so that activations inside are seen. The exporter of PyTorch's dynamo and
/// older ones of Hugging Face write such functions.
/// </summary>
internal static class FunctionInlining
{
    private const int MaximumDepth = 16;

    // Characters of new names: a long one may be made anew at every call.
    private const long MaximumText = 1L << 27;

    /// <exception cref="InputException">Functions call themselves, or the graph grows too large.</exception>
    public static void Apply(ModelProto model)
    {
        if (model.Functions.Count == 0) return;
        var functions = new Dictionary<(string Domain, string Name, string Overload), FunctionProto>();
        foreach (var function in model.Functions) functions[(function.Domain, function.Name, function.Overload)] = function;

        // A function of another version of the operations is left to ONNX Runtime's own rules: here one version holds for all.
        var (count, left, text) = (0, GraphReader.MaximumNodes, MaximumText);
        var nodes = Expand(model.Graph.Node, 0);
        model.Graph.Node.Clear();
        model.Graph.Node.Add(nodes);
        model.Functions.Clear();
        foreach (var import in functions.Values.SelectMany(function => function.OpsetImport))
            if (!model.OpsetImport.Any(known => known.Domain == import.Domain || (Attributes.IsStandard(known.Domain) && Attributes.IsStandard(import.Domain))))
                model.OpsetImport.Add(import.Clone());

        List<NodeProto> Expand(IEnumerable<NodeProto> calls, int depth)
        {
            if (depth > MaximumDepth) throw new InputException($"its functions call each other more than {MaximumDepth} deep");
            var expanded = new List<NodeProto>();
            foreach (var call in calls)
            {
                if (functions.TryGetValue((call.Domain, call.OpType, call.Overload), out var function))
                {
                    // Calls count, too: functions without nodes may call each other any number of times.
                    if (++count > GraphReader.MaximumNodes) throw TooMany();
                    expanded.AddRange(Expand(Body(call, function, count, ref text), depth + 1));
                }
                else
                {
                    if (--left < 0 || text < 0) throw TooMany();
                    expanded.Add(WithBodies(call, depth));
                }
            }

            return expanded;
        }

        NodeProto WithBodies(NodeProto node, int depth)
        {
            foreach (var body in node.Bodies())
            {
                var inner = Expand(body.Node, depth + 1);
                body.Node.Clear();
                body.Node.Add(inner);
            }

            return node;
        }
    }

    private static InputException TooMany() => new($"its functions unfold to more than {GraphReader.MaximumNodes} nodes");

    private static List<NodeProto> Body(NodeProto call, FunctionProto function, int number, ref long text)
    {
        var prefix = $"{(call.Name.Length > 0 ? call.Name : call.OpType)}.{number}/";
        var names = new Dictionary<string, string> { [""] = "" };
        for (var i = 0; i < function.Input.Count; i++) names[function.Input[i]] = i < call.Input.Count ? call.Input[i] : "";
        for (var i = 0; i < function.Output.Count; i++) names[function.Output[i]] = i < call.Output.Count && call.Output[i].Length > 0 ? call.Output[i] : prefix + function.Output[i];
        var body = new List<NodeProto>();
        foreach (var node in function.Node)
        {
            text -= prefix.Length + node.CalculateSize();
            if (text < 0) throw TooMany();
            body.Add(Renamed(node.Clone(), names, prefix, call, function));
        }

        return body;
    }

    private static NodeProto Renamed(NodeProto node, Dictionary<string, string> names, string prefix, NodeProto call, FunctionProto function)
    {
        // Names inside a body may hide those outside; they are all made new, which is simplest and always right.
        Renaming.Apply(node, Name);
        node.Name = prefix + (node.Name.Length > 0 ? node.Name : node.OpType);
        Refer(node, call, function);
        return node;

        string Name(string name) => names.TryGetValue(name, out var known) ? known : names[name] = prefix + name;
    }

    /// <summary>Gives attributes that refer to those of the call their values, in bodies too.</summary>
    private static void Refer(NodeProto node, NodeProto call, FunctionProto function)
    {
        for (var i = node.Attribute.Count - 1; i >= 0; i--)
        {
            var attribute = node.Attribute[i];
            if (attribute.RefAttrName.Length == 0) continue;
            node.Attribute.RemoveAt(i);
            var value = call.Find(attribute.RefAttrName) ?? function.AttributeProto.FirstOrDefault(standard => standard.Name == attribute.RefAttrName);
            if (value is null) continue;
            value = value.Clone();
            value.Name = attribute.Name;
            node.Attribute.Add(value);
        }

        foreach (var inner in node.Bodies().SelectMany(body => body.Node)) Refer(inner, call, function);
    }
}
