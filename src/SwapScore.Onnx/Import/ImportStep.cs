namespace SwapScore.Onnx.Import;

/// <summary>How one value of a model is computed in the network.</summary>
/// <param name="Reads">The values it is computed from; what lies between is part of the step.</param>
/// <param name="Build">Adds its nodes.</param>
internal sealed record ImportStep(IReadOnlyList<string> Reads, Func<ImportScope, ImportedValue> Build);
