namespace SwapScore.Onnx.Samples;

/// <summary>An array read from a file.</summary>
/// <param name="ElementType">Type of its elements, by its number in the ONNX format.</param>
/// <param name="Dimensions">Its dimensions.</param>
/// <param name="Values">The bytes, first dimension outermost.</param>
internal sealed record NumberArray(int ElementType, IReadOnlyList<long> Dimensions, byte[] Values);
