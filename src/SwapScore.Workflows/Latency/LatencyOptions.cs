using SwapScore.Onnx.Latency;
using SwapScore.Spaces;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Latency;

/// <summary>A table of latencies that is to be measured on this machine.</summary>
public sealed record LatencyOptions
{
    /// <summary>The space whose networks are cut into operators; null for that of the table that is completed. Default: null.</summary>
    public ISearchSpace? Space { get; init; }

    /// <summary>Name of the task of the networks; null for the first of the space, or that of the table that is completed. Default: null.</summary>
    public string? Task { get; init; }

    /// <summary>The file. What it holds already is kept, and what it lacks is added.</summary>
    public required string Path { get; init; }

    /// <summary>Whether a table that is there is measured anew. Default: false.</summary>
    public bool Replaces { get; init; }

    /// <summary>How passes are timed: threads, samples, passes. Default: those of <see cref="OnnxLatency"/> with 5 passes to warm up and 30 that count.</summary>
    public OnnxLatency Passes { get; init; } = new() { WarmUps = 5, Passes = 30 };

    /// <summary>Networks that are measured as a whole, to see how far sums of operators are off; at least 1. Default: 12.</summary>
    public int Networks { get; init; } = 12;

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public LatencyOptions Validated()
    {
        OptionsCheck.Require(
            (Passes.Threads >= 1, $"threads are at least 1, not {Passes.Threads}"),
            (Passes.Batch >= 1, $"samples of a pass are at least 1, not {Passes.Batch}"),
            (Passes.Passes >= 1, $"passes are at least 1, not {Passes.Passes}"),
            (Passes.WarmUps >= 0, $"passes to warm up are at least 0, not {Passes.WarmUps}"),
            (Networks >= 1, $"networks that are measured as a whole are at least 1, not {Networks}"));
        return this;
    }
}
