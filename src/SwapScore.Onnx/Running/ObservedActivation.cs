using SwapScore.Networks;
using SwapScore.Onnx.Activations;

namespace SwapScore.Onnx.Running;

/// <summary>An activation that is shown to observers.</summary>
/// <param name="Found">What was found in the model.</param>
/// <param name="Layout">Where its samples lie.</param>
/// <param name="Node">What stands for it in the network that metrics know.</param>
/// <param name="Multiplicity">How many activations of the model have exactly these values.</param>
internal sealed record ObservedActivation(FoundActivation Found, SampleLayout Layout, Node Node, int Multiplicity);
