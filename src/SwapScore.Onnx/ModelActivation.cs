using SwapScore.Networks;

namespace SwapScore.Onnx;

/// <summary>An activation of a model that is observed.</summary>
/// <param name="Name">Name of its node.</param>
/// <param name="Function">The function, for example <c>Relu</c> or <c>HardSwish</c>.</param>
/// <param name="Signs">Whether its signs are binary or ternary.</param>
/// <param name="Shape">Its dimensions for one sample.</param>
/// <param name="IsRepeated">Whether an earlier activation has the same values by construction.</param>
public sealed record ModelActivation(string Name, string Function, SignRange Signs, Shape Shape, bool IsRepeated)
{
    /// <summary>Values of one sample.</summary>
    public long Neurons => Shape.Count;

    internal static ModelActivation Of(Node node, Network network) =>
        new(node.Name, node.Operation.Name, node.Operation.Signs, node.Shape, network.Canonical[node.Index] != node.Index);
}
