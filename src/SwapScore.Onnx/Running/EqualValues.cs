using Google.Protobuf;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>Finds values of a model that are equal by construction: the same operation of the same values, with the same constants.</summary>
internal sealed class EqualValues
{
    private readonly ModelGraph _graph;
    private readonly Dictionary<string, string> _first = [];
    private readonly Dictionary<string, string> _byOperation = [];

    public EqualValues(ModelGraph graph)
    {
        _graph = graph;
        foreach (var node in graph.Nodes.Where(node => !IsRandom(node) && !node.Bodies().Any()))
        {
            var operation = $"{node.Domain} {node.OpType}({string.Join(',', node.Input.Select(FirstOf))})"
                + string.Concat(node.Attribute.OrderBy(attribute => attribute.Name, StringComparer.Ordinal).Select(attribute => attribute.ToByteString().ToBase64()));
            foreach (var (index, output) in node.Output.Index().Where(pair => pair.Item.Length > 0))
                if (!_byOperation.TryAdd($"{index} {operation}", output))
                    _first[output] = _byOperation[$"{index} {operation}"];
        }
    }

    /// <summary>The first value, in the order of computation, that is equal to a value; often itself.</summary>
    public string FirstOf(string value) => _first.GetValueOrDefault(_graph.Root(value), _graph.Root(value));

    private static bool IsRandom(NodeProto node) => node.OpType.StartsWith("Random", StringComparison.Ordinal) || node.OpType is "Bernoulli" or "Multinomial";
}
