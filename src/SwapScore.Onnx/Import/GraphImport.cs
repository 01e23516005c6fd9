using SwapScore.Networks;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Import.Operators;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import;

/// <summary>
/// Turns a model into a network of the engine. What the output depends on is found from the end backwards, so that nodes which together are one operation are
/// found by the last of them; the network is then built from the beginning.
/// </summary>
internal static class GraphImport
{
    /// <summary>What each family of operators makes of a node, in the order in which they are asked: those of several nodes first.</summary>
    private static readonly Func<ImportPlace, ImportStep?>[] Families =
    [
        Normalizations.Find, Tokens.Find, RelativePositions.Find, LinearMaps.Find, Convolutions.Find, Operators.Activations.Find, Pooling.Find, Arithmetic.Find, Parts.Find, Shapes.Find,
    ];

    /// <summary>The network of a model.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="graph">Its graph.</param>
    /// <param name="samples">What it is fed; only shapes matter.</param>
    /// <param name="fixedSamples">The number of samples the graph insists on; null where it takes any.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">The engine cannot compute it: the message names the operator, the node and the reason.</exception>
    public static ImportedModel Create(string name, ModelGraph graph, ModelSamples samples, int? fixedSamples, CancellationToken cancellation = default)
    {
        if (samples.Tensors is not [{ BatchAxis: 0 } tensor]) throw new InputException($"the engine cannot compute a model of {samples.Tensors.Count} inputs, or one whose samples lie otherwise than first");
        if (graph.Model.Graph.Output.FirstOrDefault()?.Name is not { } output || graph.Producer(graph.Root(output)) is null) throw new InputException("the engine cannot compute a model without an output");
        var reshaped = graph.Nodes.Where(node => node.OpType is "Reshape" or "ConstantOfShape").Select(node => node.Output[0]).ToList();
        var known = new ImportGraph(graph, ShapeProbe.Find(graph, samples, fixedSamples ?? 1, reshaped, cancellation), fixedSamples ?? 1);
        output = known.Root(output);

        // A loss takes what a softmax at the end would turn into probabilities.
        if (known.Maker(output, "Softmax") is { } softmax) output = known.Root(softmax.Input[0]);
        var steps = Plan(known, output, tensor.Name);
        return Build(name, known, steps, output, tensor);
    }

    /// <summary>The steps that lead to a value, by the value each gives, last first.</summary>
    private static List<(NodeProto Node, string Value, ImportStep Step)> Plan(ImportGraph graph, string output, string input)
    {
        var wanted = new HashSet<string> { output };
        var steps = new List<(NodeProto, string, ImportStep)>();
        foreach (var node in graph.Nodes.Reverse())
            foreach (var value in node.Output.Where(wanted.Contains))
            {
                var step = Families.Select(find => find(new ImportPlace(graph, node, value))).FirstOrDefault(found => found is not null) ?? throw Refusal.At(node, "it has no such operator");
                wanted.UnionWith(step.Reads.Select(graph.Root));
                steps.Add((node, value, step));
            }

        if (!wanted.Contains(input)) throw new InputException($"the engine cannot compute a model whose output does not depend on {input}");
        return steps;
    }

    private static ImportedModel Build(string name, ImportGraph graph, List<(NodeProto Node, string Value, ImportStep Step)> steps, string output, SampleTensor tensor)
    {
        var builder = new NetworkBuilder(name);
        var input = Input(builder, graph, tensor);
        var values = new Dictionary<string, ImportedValue> { [tensor.Name] = input };
        var weights = new Dictionary<(Node, ParameterRole), WeightView>();
        var scope = new ImportScope(graph, builder, values, weights);
        foreach (var (node, value, step) in Enumerable.Reverse(steps))
        {
            scope.Node = node;
            if (step.Reads.FirstOrDefault(read => !values.ContainsKey(graph.Root(read))) is { } missing) throw scope.Refuse($"it reads {missing}, which does not depend on the samples");
            try
            {
                values[value] = step.Build(scope);
            }
            catch (NetworkException fault)
            {
                throw scope.Refuse(fault.Message);
            }
        }

        var last = values[output];
        return new ImportedModel(builder.Build(last.InOrder(builder, [.. last.Order.Order()]).Node), weights, input);
    }

    /// <summary>The input. Where all that reads it first transposes it, it is fed in that order.</summary>
    private static ImportedValue Input(NetworkBuilder builder, ImportGraph graph, SampleTensor tensor)
    {
        long[] dimensions = [.. tensor.Dimensions];
        if (dimensions.Length is 0 or > 3) throw new InputException($"the engine cannot compute a model that takes samples of {dimensions.Length} dimensions");
        int[] places = dimensions.Length switch { 3 => [0, 1, 2], 2 => [0, 2], _ => ElementType.IsReal(tensor.ElementType) ? [0] : [2] };
        var orders = graph.Readers(tensor.Name).Where(reader => !reader.Is("Shape")).Select(reader => reader.Is("Transpose") ? string.Join(',', reader.Integers("perm")) : "").Distinct().ToList();
        if (orders is [{ Length: > 0 } order] && order.Split(',').Select(int.Parse).ToList() is [0, .. var moved] && moved.Count == dimensions.Length)
            places = [.. Enumerable.Range(1, dimensions.Length).Select(axis => places[moved.IndexOf(axis)])];
        int[] lengths = [1, 1, 1];
        for (var axis = 0; axis < dimensions.Length; axis++) lengths[places[axis]] = (int)dimensions[axis];
        return ImportedValue.Create(builder.Input(new Shape(lengths[0], lengths[1], lengths[2]), tensor.Name), dimensions, places);
    }
}
