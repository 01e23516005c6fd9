using SwapScore.Networks;

namespace SwapScore.Onnx.Activations;

/// <summary>A kind of activation function. The table of <c>docs/reference/onnx.md</c> gives the reason for each.</summary>
/// <param name="Name">Name for people and results.</param>
/// <param name="Signs">Whether negative values occur: a pattern takes one bit per sample, or two.</param>
/// <param name="IsRectifier">Whether it is of the family of ReLU, which NWOT counts.</param>
/// <param name="IsPublished">Whether the published SWAP-Score code records it.</param>
internal sealed record ActivationKind(string Name, SignRange Signs, bool IsRectifier = false, bool IsPublished = false)
{
    public static readonly ActivationKind Relu = new("Relu", SignRange.NonNegative, IsRectifier: true, IsPublished: true);
    public static readonly ActivationKind Clip = new("Clip", SignRange.NonNegative, IsRectifier: true);
    public static readonly ActivationKind ThresholdedRelu = new("ThresholdedRelu", SignRange.NonNegative, IsRectifier: true);
    public static readonly ActivationKind LeakyRelu = new("LeakyRelu", SignRange.Ternary, IsRectifier: true);
    public static readonly ActivationKind PRelu = new("PRelu", SignRange.Ternary, IsRectifier: true);
    public static readonly ActivationKind Gelu = new("Gelu", SignRange.Ternary, IsPublished: true);
    public static readonly ActivationKind Silu = new("Silu", SignRange.Ternary, IsPublished: true);
    public static readonly ActivationKind HardSwish = new("HardSwish", SignRange.Ternary);
    public static readonly ActivationKind Mish = new("Mish", SignRange.Ternary);
    public static readonly ActivationKind Elu = new("Elu", SignRange.Ternary);
    public static readonly ActivationKind Selu = new("Selu", SignRange.Ternary);
    public static readonly ActivationKind Celu = new("Celu", SignRange.Ternary);
}
