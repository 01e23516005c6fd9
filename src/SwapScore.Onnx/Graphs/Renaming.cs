using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>Gives the values that a node reads and makes other names, those in its bodies too.</summary>
internal static class Renaming
{
    /// <param name="node">The node; changed.</param>
    /// <param name="name">The new name of a value.</param>
    public static void Apply(NodeProto node, Func<string, string> name)
    {
        for (var i = 0; i < node.Input.Count; i++) node.Input[i] = name(node.Input[i]);
        for (var i = 0; i < node.Output.Count; i++) node.Output[i] = name(node.Output[i]);
        foreach (var body in node.Bodies())
        {
            foreach (var inner in body.Node) Apply(inner, name);
            foreach (var value in body.Input.Concat(body.Output)) value.Name = name(value.Name);
            foreach (var constant in body.Initializer) constant.Name = name(constant.Name);
        }
    }
}
