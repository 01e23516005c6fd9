namespace SwapScore.Search.Pruning;

/// <summary>A super-network was measured.</summary>
/// <param name="Number">Number of the round.</param>
/// <param name="Measurement">What was found.</param>
/// <param name="IsRemembered">Whether an earlier run had found it.</param>
public sealed record NetworkMeasured(int Number, SuperNetworkMeasurement Measurement, bool IsRemembered) : PruningEvent(Number);
