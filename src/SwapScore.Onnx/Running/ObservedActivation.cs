using SwapScore.Networks;

namespace SwapScore.Onnx.Running;

/// <summary>A value of a model that is shown to observers: an activation, or one between activations.</summary>
/// <param name="Output">Its name in the model.</param>
/// <param name="Layout">Where its samples lie.</param>
/// <param name="Node">What stands for it in the network that metrics know.</param>
/// <param name="Multiplicity">How many activations of the model have exactly these values.</param>
internal sealed record ObservedActivation(string Output, SampleLayout Layout, Node Node, int Multiplicity);
