namespace SwapScore.Onnx.Activations;

/// <summary>An activation of a model.</summary>
/// <param name="Output">Name of the value that holds what the function gives.</param>
/// <param name="Label">What a person knows it by: the name of its node.</param>
/// <param name="Kind">The function.</param>
/// <param name="Source">Name of the value it is a function of; activations with the same source and function are equal.</param>
/// <param name="Settings">Settings that distinguish functions of one kind, for example a slope.</param>
internal sealed record FoundActivation(string Output, string Label, ActivationKind Kind, string Source, string Settings = "");
