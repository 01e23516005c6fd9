using SwapScore.Evaluation;

namespace SwapScore.Workflows.Training;

/// <summary>A trained network is to be judged by images.</summary>
/// <param name="Folder">The run folder of its training.</param>
/// <param name="Data">The images, as in <see cref="TrainingSource"/>: those for judging in the data set, else all.</param>
public sealed record EvaluateOptions(string Folder, string Data)
{
    /// <summary>Where the network is computed. Default: the processor.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Cpu;

    /// <summary>Number of threads, at least 1. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
