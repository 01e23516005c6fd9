using SwapScore.Networks;

namespace SwapScore.Torch.Modules;

/// <summary>What one call of a module put out, or read.</summary>
/// <param name="Name">Name of the module.</param>
/// <param name="Operation">What it computes.</param>
/// <param name="Reads">Number of the recorded value it reads; null where that is not recorded.</param>
/// <param name="Dimensions">Its dimensions, samples first.</param>
/// <param name="Values">Its values, <c>[sample][neuron]</c>.</param>
internal sealed record RecordedValue(string Name, Operation Operation, int? Reads, long[] Dimensions, float[] Values);
