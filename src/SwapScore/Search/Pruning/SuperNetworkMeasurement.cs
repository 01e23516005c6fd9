using SwapScore.Values;

namespace SwapScore.Search.Pruning;

/// <summary>The measured condition numbers and linear regions of a super-network.</summary>
/// <param name="Architecture">Its text.</param>
/// <param name="Ntk">The condition number of the neural tangent kernel, of every repeat; +∞ where the kernel is singular. Empty if measuring failed.</param>
/// <param name="Regions">The number of linear regions, of every repeat. Empty if measuring failed.</param>
/// <param name="Failure">Why it could not be measured; null if it could.</param>
internal sealed record SuperNetworkMeasurement(string Architecture, ValueList<double> Ntk, ValueList<double> Regions, string? Failure = null);
