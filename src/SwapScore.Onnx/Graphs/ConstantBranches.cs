using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>
/// Replaces branches whose condition is known by the body that is taken, so that weights and activations inside are seen. PyTorch's dynamo
/// exporter wraps convolutions in questions of ranks.
/// </summary>
internal static class ConstantBranches
{
    // Every round answers the questions that depend on what earlier rounds unfolded.
    private const int MaximumRounds = 1000;

    // Nodes that are looked at in all rounds; what is left after them stays a branch.
    private const long MaximumLooks = 5_000_000;

    /// <param name="nodes">Nodes, checked.</param>
    /// <param name="constants">Constants, with raw data; those of unfolded bodies are added.</param>
    /// <param name="inputs">The inputs of the model.</param>
    /// <exception cref="InputException">The graph grows too large.</exception>
    public static IReadOnlyList<NodeProto> Unfold(IReadOnlyList<NodeProto> nodes, Dictionary<string, TensorProto> constants, IReadOnlyList<ValueInfoProto> inputs)
    {
        var count = 0;
        for (var round = 0; round < MaximumRounds && (long)round * nodes.Count < MaximumLooks && nodes.Any(node => node.Is("If")); round++)
        {
            var known = new KnownValues(nodes, constants, inputs);
            var unfolded = new List<NodeProto>();
            var before = count;
            foreach (var node in nodes)
                if (node.Is("If") && known.Number(node.Input[0]) is { } truth && node.Find(truth != 0 ? "then_branch" : "else_branch")?.G is { } body && body.Output.Count >= node.Output.Count)
                    unfolded.AddRange(Body(node, body, ++count, constants));
                else
                    unfolded.Add(node);
            if (unfolded.Count > GraphReader.MaximumNodes) throw new InputException($"its branches unfold to more than {GraphReader.MaximumNodes} nodes");
            if (count == before) break;
            nodes = unfolded;
        }

        return nodes;
    }

    private static IEnumerable<NodeProto> Body(NodeProto branch, GraphProto body, int number, Dictionary<string, TensorProto> constants)
    {
        // Both bodies may use the same names; those outside stay as they are.
        var own = body.Node.SelectMany(node => node.Output).Concat(body.Initializer.Select(constant => constant.Name)).Where(name => name.Length > 0).ToHashSet();
        string Name(string name) => own.Contains(name) ? $"{branch.Output[0]}/branch {number}/{name}" : name;

        foreach (var initializer in body.Initializer) Keep(initializer.Clone(), Name(initializer.Name));
        foreach (var node in body.Node)
        {
            var inner = node.Clone();
            Renaming.Apply(inner, Name);
            if (inner.Is("Constant") && inner.Output.Count == 1 && ConstantNode.Value(inner) is { } value) Keep(value, inner.Output[0]);
            else yield return inner;
        }

        for (var i = 0; i < branch.Output.Count; i++)
        {
            var handed = new NodeProto { OpType = "Identity", Name = branch.Name };
            handed.Input.Add(Name(body.Output[i].Name));
            handed.Output.Add(branch.Output[i]);
            if (branch.Output[i].Length > 0) yield return handed;
        }

        void Keep(TensorProto constant, string name)
        {
            constant.Name = name;
            constants.TryAdd(name, constant);
        }
    }
}
