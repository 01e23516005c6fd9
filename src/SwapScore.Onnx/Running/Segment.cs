using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>A part of a model that is run at once: as many nodes as keep the memory of observed values and weights in bounds.</summary>
/// <param name="Nodes">Its nodes, in order.</param>
/// <param name="Constants">Names of the constants they read.</param>
/// <param name="Inputs">Names of what they read of earlier parts and of the model's inputs.</param>
/// <param name="Outputs">Names of what is observed or read by later parts.</param>
/// <param name="Activations">What is observed.</param>
internal sealed record Segment(
    IReadOnlyList<NodeProto> Nodes,
    IReadOnlyList<string> Constants,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<ObservedActivation> Activations)
{
    /// <summary>Cuts a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="activations">What is observed; nothing after the last of them is computed.</param>
    /// <param name="samples">S, the number of samples.</param>
    /// <param name="budget">Bytes of observed values, and of weights, a part may have; one node may have more.</param>
    public static IReadOnlyList<Segment> Cut(ModelGraph graph, IReadOnlyList<ObservedActivation> activations, int samples, long budget)
    {
        var observed = activations.ToDictionary(activation => activation.Found.Output);
        var nodes = graph.Needed(observed.Keys);
        var groups = new List<List<NodeProto>> { new() };
        var (values, weights) = (0L, 0L);
        var constants = new HashSet<string>();
        foreach (var node in nodes)
        {
            var ownValues = node.Output.Where(observed.ContainsKey).Sum(output => observed[output].Layout.Neurons * samples * sizeof(float));
            var ownWeights = ModelGraph.Reads(node).Where(read => graph.Constants.ContainsKey(read) && !constants.Contains(read)).Sum(read => TensorValues.Bytes(graph.Constants[read]));
            if (groups[^1].Count > 0 && (values + ownValues > budget || weights + ownWeights > budget))
            {
                groups.Add([]);
                (values, weights) = (0, 0);
                constants.Clear();
            }

            groups[^1].Add(node);
            (values, weights) = (values + ownValues, weights + ownWeights);
            constants.UnionWith(ModelGraph.Reads(node));
        }

        return [.. groups.Select((group, index) => Of(graph, group, groups.Skip(index + 1), observed))];
    }

    private static Segment Of(ModelGraph graph, List<NodeProto> nodes, IEnumerable<List<NodeProto>> later, Dictionary<string, ObservedActivation> observed)
    {
        var made = nodes.SelectMany(node => node.Output).ToHashSet();
        var read = nodes.SelectMany(ModelGraph.Reads).Distinct().ToList();
        var wanted = later.SelectMany(group => group).SelectMany(ModelGraph.Reads).ToHashSet();
        return new Segment(
            nodes,
            [.. read.Where(graph.Constants.ContainsKey)],
            [.. read.Where(value => !made.Contains(value) && !graph.Constants.ContainsKey(value))],
            [.. nodes.SelectMany(node => node.Output).Where(output => output.Length > 0 && (wanted.Contains(output) || observed.ContainsKey(output)))],
            [.. nodes.SelectMany(node => node.Output).Where(observed.ContainsKey).Select(output => observed[output])]);
    }
}
