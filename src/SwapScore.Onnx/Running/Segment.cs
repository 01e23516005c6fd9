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
    /// <summary>Cuts a prepared model; nothing after its last activation is computed.</summary>
    /// <param name="prepared">The model.</param>
    /// <param name="samples">S, the number of samples.</param>
    /// <param name="budget">Bytes of observed values, and of weights, a part may have; one node may have more.</param>
    public static IReadOnlyList<Segment> Cut(PreparedModel prepared, int samples, long budget)
    {
        // Far more than any sum of known ones, and still no sum overflows.
        const long Unknown = 1L << 48;
        var graph = prepared.Graph;
        var observed = prepared.Activations.ToDictionary(activation => activation.Output);
        var nodes = graph.Needed(observed.Keys);
        var places = new CutPlaces(
            value => observed.TryGetValue(value, out var activation) ? activation.Layout.Neurons * samples * sizeof(float) : 0,
            value => graph.Constants.TryGetValue(value, out var constant) ? TensorValues.Bytes(constant) : 0,
            value => prepared.SampleBytes.TryGetValue(value, out var bytes) ? bytes * samples : Unknown,
            budget).Of(nodes);
        var groups = places.Prepend(0).Zip(places.Append(nodes.Count), (start, end) => nodes.Skip(start).Take(end - start).ToList()).ToList();
        return [.. groups.Select((group, index) => Create(graph, group, groups.Skip(index + 1), observed))];
    }

    private static Segment Create(ModelGraph graph, List<NodeProto> nodes, IEnumerable<List<NodeProto>> later, Dictionary<string, ObservedActivation> observed)
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
