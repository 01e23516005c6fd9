using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Finds branches and loops whose course depends on the numbers of samples. Samples that are run together all take one course, so these are run one at a time;
/// a few samples that happen to take the same one would prove nothing.
/// </summary>
internal static class SampleCourses
{
    /// <summary>Whether there is one among some nodes or in their bodies.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="dependent">The values that depend on the numbers of samples.</param>
    public static bool Any(IEnumerable<NodeProto> nodes, IReadOnlySet<string> dependent) => nodes.Any(node => Depends(node, dependent));

    private static bool Depends(NodeProto node, IReadOnlySet<string> dependent)
    {
        if (!node.Bodies().Any()) return false;
        if (node.Is("If") && dependent.Contains(node.Input[0])) return true;
        if (node.Is("Loop") && node.Input.Take(2).Any(dependent.Contains)) return true;
        foreach (var body in node.Bodies())
        {
            var inside = Inside(node, body, dependent);
            if (node.Is("Loop") && body.Output.Count > 0 && inside.Contains(body.Output[0].Name)) return true;
            if (Any(body.Node, inside)) return true;
        }

        return false;
    }

    /// <summary>The values of a body that depend on the numbers of samples; what goes round may come from any state.</summary>
    private static HashSet<string> Inside(NodeProto node, GraphProto body, IReadOnlySet<string> dependent)
    {
        var inside = dependent.ToHashSet();
        if (ModelGraph.Reads(node).Any(dependent.Contains)) inside.UnionWith(body.Input.Skip(node.Is("Loop") ? 2 : 0).Select(input => input.Name));
        foreach (var inner in body.Node.Where(inner => inner.OpType is not ("Shape" or "Size") && ModelGraph.Reads(inner).Any(inside.Contains))) inside.UnionWith(inner.Output);
        return inside;
    }
}
