using SwapScore.Networks;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Export;

/// <summary>
/// One node of a network on its way into the graph. Its value gets the node's name; what an operation needs besides is named
/// <c>node/step</c>.
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Graph">The graph.</param>
/// <param name="Weights">The weights.</param>
/// <param name="FlatValues">The nodes whose values are <c>[sample][feature]</c> instead of <c>[sample][channel][row][column]</c>.</param>
internal sealed record NodeScope(Node Node, GraphWriter Graph, NetworkWeights Weights, HashSet<Node> FlatValues)
{
    /// <summary>The values of all inputs as they are, where all are flat; as maps otherwise.</summary>
    public string[] Inputs => Node.Inputs.All(FlatValues.Contains)
        ? [.. Node.Inputs.Select(input => input.Name)]
        : [.. Node.Inputs.Select((_, index) => Map(index))];

    /// <summary>The value of an input as <c>[sample][channel][row][column]</c>.</summary>
    public string Map(int index = 0)
    {
        var input = Node.Inputs[index];
        return FlatValues.Contains(input) ? Step("Reshape", $"map{index}", [input.Name, Graph.ShapeOf(input.Shape)]) : input.Name;
    }

    /// <summary>The name of a weight, with dimensions of the caller's choice.</summary>
    public string Weight(ParameterRole role, params long[] dimensions) => Weights.Name(Node, role, dimensions);

    /// <summary>Adds an ONNX node that leads to the result.</summary>
    /// <param name="type">The operator.</param>
    /// <param name="step">What it computes, in a word.</param>
    /// <param name="inputs">The values it reads.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The name of its value.</returns>
    public string Step(string type, string step, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes) =>
        Graph.Add(type, Graph.Unique($"{Node.Name}/{step}"), inputs, attributes);

    /// <summary>Adds the ONNX node that gives the value of this node.</summary>
    public void Result(string type, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes) =>
        Graph.Add(type, Node.Name, inputs, attributes);

    /// <summary>The same for an operation on every value alone, which keeps flat values flat.</summary>
    public void Elementwise(string type, IEnumerable<string> inputs, params IEnumerable<AttributeProto> attributes)
    {
        if (Node.Inputs.All(FlatValues.Contains)) FlatValues.Add(Node);
        Result(type, inputs, attributes);
    }
}
