namespace SwapScore.Onnx.Graphs;

/// <summary>What a constant is in the computation of another one.</summary>
internal enum ConstantPart
{
    /// <summary>The other one itself, or a part of it.</summary>
    Whole,

    /// <summary>A smaller one it is multiplied with or divided by.</summary>
    Factor,

    /// <summary>A smaller one that is added to it.</summary>
    Summand,
}
