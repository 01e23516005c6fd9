using SwapScore.Networks;
using SwapScore.Onnx.Running;

namespace SwapScore.Onnx;

/// <summary>An activation of a model that is observed.</summary>
/// <param name="Name">Name of its node.</param>
/// <param name="Function">The function, for example <c>Relu</c> or <c>HardSwish</c>.</param>
/// <param name="Signs">Whether its signs are binary or ternary.</param>
/// <param name="Shape">Its dimensions for one sample.</param>
/// <param name="IsRepeated">Whether an earlier activation has the same values by construction.</param>
/// <param name="Samples">Where its samples lie, for people: <c>dimension 0</c>; <c>dimension 0 (3×N)</c> where it is merged with 3 others; <c>run one at a time</c>.</param>
public sealed record ModelActivation(string Name, string Function, SignRange Signs, Shape Shape, bool IsRepeated, string Samples)
{
    /// <summary>Values of one sample.</summary>
    public long Neurons => Shape.Count;

    internal static ModelActivation Create(Node node, PreparedModel prepared) =>
        new(PrintableText.Brief(node.Name), node.Operation.Name, node.Operation.Signs, node.Shape, prepared.Network.Canonical[node.Index] != node.Index, prepared.Places[node]);
}
