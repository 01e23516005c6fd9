using SwapScore.Evaluation;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Training;

/// <summary>A training as asked for, before anything is read.</summary>
public sealed record TrainOptions
{
    /// <summary>The space of the architecture.</summary>
    public required ISearchSpace Space { get; init; }

    /// <summary>The architecture.</summary>
    public required IArchitecture Architecture { get; init; }

    /// <summary>The images.</summary>
    public required TrainingSource Source { get; init; }

    /// <summary>How the network is trained. Default: <see cref="TrainingProtocol.Quick"/>.</summary>
    public TrainingProtocol Protocol { get; init; } = TrainingProtocol.Quick;

    /// <summary>Seed of weights, order and changes of images. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>Where the network is computed. Default: the processor.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Cpu;

    /// <summary>Number of threads, at least 1. Another number can change the last bits of a result. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The run folder, from which the training can be resumed; null to keep nothing. Default: null.</summary>
    public string? Folder { get; init; }

    /// <summary>What to do with an earlier training in the folder. Default: there must be none.</summary>
    public RunStart Start { get; init; }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public TrainOptions Validated()
    {
        OptionsCheck.Require(
            (Threads >= 1, $"threads are at least 1, not {Threads}"),
            (Start == RunStart.New || Folder is not null, "only a training in a folder can be resumed or replaced"));
        return this with { Protocol = Protocol.Validated(), Source = Source.Validated() };
    }
}
