using System.Globalization;

namespace SwapScore.Workflows.Latency;

/// <summary>Of what, where and how the latencies of a table were measured.</summary>
/// <param name="Space">Name of the search space.</param>
/// <param name="Task">Name of its task.</param>
/// <param name="Threads">Threads of a pass.</param>
/// <param name="Batch">Samples of a pass.</param>
/// <param name="Device">Processor, system and version of ONNX Runtime.</param>
internal sealed record LatencyConditions(string Space, string Task, int Threads, int Batch, string Device)
{
    /// <summary>For people: <c>2 samples on 4 threads of DEVICE</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Batch == 1 ? "one sample" : $"{Batch} samples")} on {(Threads == 1 ? "one thread" : $"{Threads} threads")} of {Device}");
}
