using SwapScore.Spaces;

namespace SwapScore.Search;

/// <summary>The latency of an architecture was measured, to see whether it is within the budget.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Seconds">Seconds of a forward pass of its full-size network.</param>
/// <param name="Cycle">The cycle.</param>
internal sealed record LatencyMeasured(IArchitecture Architecture, double Seconds, int Cycle) : SearchEvent(Cycle);
