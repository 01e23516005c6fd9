using SwapScore.Networks;

namespace SwapScore.Torch.Modules;

/// <summary>The output of one call of an activation module.</summary>
/// <param name="Name">Name of the module.</param>
/// <param name="Operation">What it computes.</param>
/// <param name="Dimensions">Its dimensions, samples first.</param>
/// <param name="Values">Its values, <c>[neuron][sample]</c>.</param>
internal sealed record RecordedActivation(string Name, Operation Operation, long[] Dimensions, float[] Values);
