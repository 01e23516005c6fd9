namespace SwapScore.Workflows.Latency;

/// <summary>A line of a table of latencies: what one operator took, or the empty session, or a whole network.</summary>
/// <param name="Key">What was measured.</param>
/// <param name="Seconds">The median of the passes.</param>
/// <param name="Spread">How far the middle half of the passes lies apart, in seconds.</param>
/// <param name="Sum">Of a whole network: what its operators take together, each without the empty session, in seconds; otherwise null.</param>
internal sealed record LatencyRow(OperatorKey Key, double Seconds, double Spread, double? Sum = null)
{
    /// <summary>Name of the rows that are whole networks, to see how far sums of operators are off.</summary>
    public const string NetworkName = "network";

    /// <summary>What a pass costs beside its operators: a pass of one number.</summary>
    public static OperatorKey Session { get; } = new("session", "1x1x1 -> 1x1x1");

    /// <summary>Whether it is a whole network.</summary>
    public bool IsNetwork => Key.Name == NetworkName;

    /// <summary>From the times of passes.</summary>
    /// <param name="key">What was measured.</param>
    /// <param name="times">Times of passes in seconds, shortest first.</param>
    public static LatencyRow FromTimes(OperatorKey key, IReadOnlyList<double> times) =>
        new(key, Onnx.Latency.OnnxLatency.Median(times), times[3 * (times.Count - 1) / 4] - times[(times.Count - 1) / 4]);
}
