using System.Security.Cryptography;
using System.Text;
using SwapScore.Evaluation;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Torch.Training;

namespace SwapScore.Workflows.Training;

/// <summary>Trains architectures one after the other, all on the same images. One that was interrupted goes on after its last epoch.</summary>
/// <param name="space">The space of the architectures.</param>
/// <param name="data">The images.</param>
internal sealed class TrainingSeries(ISearchSpace space, TrainingData data)
{
    /// <summary>Seed of weights, order and changes of images, the same for each network.</summary>
    public required long Seed { get; init; }

    /// <summary>Where the networks are computed.</summary>
    public required ComputeDevice Device { get; init; }

    /// <summary>Number of threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Where the training in progress is kept; null to keep nothing.</summary>
    public required string? Folder { get; init; }

    /// <summary>Whether a training that is there is replaced.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Trains an architecture, or the rest of it. Its files go when it is done.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="protocol">How it is trained.</param>
    /// <param name="report">Is told after every step, on the thread that trains.</param>
    /// <param name="cancellation">Stops after the step in progress.</param>
    /// <returns>The validation images that are classified rightly, in per cent.</returns>
    /// <exception cref="SwapScoreException">A file cannot be read or written, or the loss became NaN.</exception>
    public double Train(IArchitecture architecture, TrainingProtocol protocol, Action<TrainingProgress> report, CancellationToken cancellation)
    {
        var outcome = NetworkTraining.Run(
            Request(architecture, protocol), data, FolderOf(architecture, protocol), IsNew || Folder is null ? RunStart.Replace : RunStart.Repair, new ImmediateProgress(report), cancellation);
        if (Folder is not null) Directory.Delete(Folder, recursive: true);
        return outcome.Result.Accuracy;
    }

    /// <summary>Makes sure that networks of the space can be trained so, before any work is done.</summary>
    /// <param name="architecture">Any architecture of the space.</param>
    /// <param name="protocol">How it is to be trained.</param>
    /// <exception cref="SwapScoreException">The networks of the space do not have what the protocol asks for, or do not suit the images.</exception>
    public void Require(IArchitecture architecture, TrainingProtocol protocol) => Request(architecture, protocol).Build(data);

    private TrainingRequest Request(IArchitecture architecture, TrainingProtocol protocol) => new(space, architecture, protocol) { Seed = Seed, Device = Device, Threads = Threads };

    /// <summary>Named by the training: a list that has changed finds none of another one.</summary>
    private string? FolderOf(IArchitecture architecture, TrainingProtocol protocol) => Folder is null
        ? null
        : Path.Combine(Folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{architecture.Text} {protocol.Epochs}"))))[..16]);

    /// <summary>Passes each report on at once.</summary>
    private sealed class ImmediateProgress(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
