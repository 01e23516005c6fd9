using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Graphs;

/// <summary>A constant that another value is computed from.</summary>
/// <param name="Constant">The constant.</param>
/// <param name="Part">What it is in the computation.</param>
/// <param name="IsDivisor">Whether something is divided by it, or a root or logarithm is taken of it.</param>
internal sealed record ConstantLeaf(TensorProto Constant, ConstantPart Part, bool IsDivisor);
