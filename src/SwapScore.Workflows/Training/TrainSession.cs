using System.Globalization;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Training;

/// <summary>Trains an architecture, with its epochs in a folder from which it can be resumed.</summary>
internal static class TrainSession
{
    /// <summary>Runs a training, or the rest of one.</summary>
    /// <param name="options">What is trained, and where it is kept.</param>
    /// <param name="progress">Is told after every step.</param>
    /// <param name="notes">Is told of images that cannot be read.</param>
    /// <param name="cancellation">Stops after the step in progress; the epochs that are done are kept.</param>
    /// <exception cref="WorkInterruptedException">The training was stopped; it says how far it was and whether it can be resumed.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, files cannot be read or written, or the loss became NaN.</exception>
    public static Task<TrainOutcome> RunAsync(TrainOptions options, IProgress<WorkProgress>? progress, IProgress<Note>? notes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();
        return Task.Run(() => Run(options, progress, notes, cancellation), CancellationToken.None);
    }

    private static TrainOutcome Run(TrainOptions options, IProgress<WorkProgress>? progress, IProgress<Note>? notes, CancellationToken cancellation)
    {
        var data = TrainingImages.Read(options.Source, options.Protocol, options.Threads, notes);
        notes.Inform(string.Create(CultureInfo.InvariantCulture, $"{data.TrainingCount} images of {data.Classes.Count} classes to learn from, {data.ValidationCount} to be judged by"));
        var request = new TrainingRequest(options.Space, options.Architecture, options.Protocol) { Seed = options.Seed, Device = options.Device, Threads = options.Threads };
        var steps = new StepProgress(progress);
        try
        {
            var training = NetworkTraining.Run(request, data, options.Folder, options.Start, steps, cancellation);
            var outcome = new TrainOutcome(options, data, training);
            if (options.Folder is not { } folder) return outcome;
            var files = new FinalFiles();
            files.Write(() => outcome.WriteResult(folder));
            files.Write(() => TrainedModel.Export(folder, options.Space));
            outcome.FileFaults = files.Faults;
            return outcome;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new WorkInterruptedException(steps.Epochs, options.Protocol.Epochs, "epochs", isKept: options.Folder is not null, options.Folder, cancellation);
        }
    }

    /// <summary>Steps as progress of the whole training.</summary>
    private sealed class StepProgress(IProgress<WorkProgress>? next) : IProgress<TrainingProgress>
    {
        /// <summary>Epochs that are done.</summary>
        public int Epochs { get; private set; }

        public void Report(TrainingProgress value)
        {
            Epochs = value.Epochs;
            var last = value.Last is { } epoch ? string.Create(CultureInfo.InvariantCulture, $", {epoch.ValidationAccuracy:0.0} % right after the last") : "";
            next?.Report(new WorkProgress(
                value.Epochs * value.TotalSteps + value.Steps, value.TotalEpochs * value.TotalSteps,
                string.Create(CultureInfo.InvariantCulture, $"epoch {value.Epochs + 1} of {value.TotalEpochs}, loss {value.Loss:0.000}{last}")));
        }
    }
}
