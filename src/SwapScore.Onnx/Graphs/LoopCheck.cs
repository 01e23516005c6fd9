using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>Refuses loops that do not end, or not in any time one would wait.</summary>
internal static class LoopCheck
{
    private const long MaximumTrips = 1 << 20;

    /// <summary>Checks a node; those that are no loops pass.</summary>
    /// <param name="node">The node.</param>
    /// <param name="constants">Constants by name, those of the bodies around it among them.</param>
    /// <exception cref="InputException">It is a loop that goes round too often.</exception>
    public static void Require(NodeProto node, Func<string, TensorProto?> constants)
    {
        if (!node.Is("Loop")) return;
        var trips = node.Input.Count > 0 && node.Input[0].Length > 0 ? node.Input[0] : null;
        if (trips is not null && constants(trips) is { } count && TensorValues.Integers(count) is [var number] && number > MaximumTrips)
            throw new InputException($"{node.Label()} goes round {number} times, more than {MaximumTrips}");
        if (trips is null && node.Find("body")?.G is { Output.Count: > 0, Input.Count: > 1 } body && IsAlways(body, constants))
            throw new InputException($"{node.Label()} never ends: it counts no rounds, and its condition is always true");
    }

    private static bool IsAlways(GraphProto body, Func<string, TensorProto?> constants)
    {
        var value = body.Output[0].Name;
        for (var steps = 0; steps < body.Node.Count && body.Node.FirstOrDefault(node => node.Output.Contains(value)) is { Input.Count: 1 } maker && maker.Is("Identity"); steps++) value = maker.Input[0];
        if (value == body.Input[1].Name) return true;
        var constant = body.Initializer.FirstOrDefault(own => own.Name == value)
            ?? (body.Node.FirstOrDefault(node => node.Is("Constant") && node.Output.Contains(value)) is { } made ? ConstantNode.Value(made) : constants(value));
        return constant is not null && TensorValues.Scalar(constant) is > 0;
    }
}
