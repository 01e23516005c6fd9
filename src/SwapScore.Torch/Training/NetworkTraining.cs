using SwapScore.Storage;
using SwapScore.Torch.Loading;

namespace SwapScore.Torch.Training;

/// <summary>Trains networks on images through libtorch.</summary>
/// <remarks>
/// Weights, order and changes of images, and drop path come from counter-based streams of the seed. On the processor, the same request with as many threads gives the same bits, whether
/// or not it was interrupted in between.
/// </remarks>
public static class NetworkTraining
{
    /// <summary>Trains a network to its last epoch.</summary>
    /// <param name="request">The network, and how it is trained.</param>
    /// <param name="data">The images.</param>
    /// <param name="folder">Where its files go; null for none, and then nothing can be resumed. Default: null.</param>
    /// <param name="start">What to do with an earlier training in the folder. Default: there must be none.</param>
    /// <param name="progress">Is told of each step, on the thread that trains; null for no one. Default: null.</param>
    /// <param name="cancellation">Stops the training; the epochs that are done are kept in the folder.</param>
    /// <exception cref="UsageException">A setting is out of range, or the folder holds another training.</exception>
    /// <exception cref="InputException">A file of the earlier training is damaged.</exception>
    /// <exception cref="OutputException">A file cannot be written; the epochs that are kept stay.</exception>
    /// <exception cref="UnavailableException">libtorch or the device is not there.</exception>
    /// <exception cref="SwapScoreException">The loss became NaN or infinite; the epochs that are done stay.</exception>
    public static TrainingOutcome Run(
        TrainingRequest request, TrainingData data, string? folder = null, RunStart start = RunStart.New, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var network = request.Build(data);
        TorchLibrary.Load();
        TorchLibrary.Require(request.Device);
        using var kept = folder is null ? null : TrainingFolder.Open(folder, request.Describe(network, data), start);
        using var plain = ConvolutionChoice.Keep(network);
        using var threads = new ThreadCount(request.Threads);
        using var loop = new TrainingLoop(request, data, network);
        List<TrainingEpoch> epochs = [.. kept?.Restore(loop) ?? []];
        ClassificationResult? result = null;
        while (epochs.Count < request.Protocol.Epochs)
        {
            var (epoch, judged) = loop.Run(epochs.Count, progress, epochs.LastOrDefault(), cancellation);
            var isBest = epochs.TrueForAll(before => before.ValidationAccuracy < epoch.ValidationAccuracy);
            epochs.Add(epoch);
            kept?.Keep(loop, epochs, isBest);
            result = judged;
        }

        kept?.Finish(loop, epochs.Count);
        return new TrainingOutcome(network, [.. epochs], result ?? loop.Evaluate(cancellation));
    }
}
