using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Training;

/// <summary>Trains architectures one after the other into a table of ground truth. Each is kept as soon as it is trained; one in progress goes on after its last epoch.</summary>
/// <param name="options">Which architectures, on which images, where to.</param>
/// <param name="progress">Is told after every step.</param>
/// <param name="notes">Is told how exact a correlation will be, and what cannot be trained.</param>
/// <param name="cancellation">Stops after the step in progress.</param>
internal sealed class OwnTruthSession(OwnTruthOptions options, IProgress<WorkProgress>? progress, IProgress<Note>? notes, CancellationToken cancellation)
{
    // For the note on intervals: what good scores reach.
    private const double ExampleCorrelation = 0.7;

    /// <summary>Runs the trainings, or the rest of them.</summary>
    /// <exception cref="WorkInterruptedException">They were stopped; those that are done are kept.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public static Task<OwnTruthOutcome> RunAsync(OwnTruthOptions options, IProgress<WorkProgress>? progress, IProgress<Note>? notes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();
        return Task.Run(() => new OwnTruthSession(options, progress, notes, cancellation).Run(), CancellationToken.None);
    }

    private OwnTruthOutcome Run()
    {
        var data = TrainingImages.Read(options.Source, options.Protocol, options.Threads, notes);
        using var run = RunFolder.Open(options.Folder);
        var start = run.Compare(Configuration(data), options.Start, "table");
        var table = OwnTruthTable.Open(options.Folder, start);
        if (start == RunStart.Replace) run.WriteConfiguration(Configuration(data));
        TellExactness();
        if (table.Rows.Count > 0) notes.Inform($"resuming: {options.Architectures.Count(table.Holds)} of {options.Architectures.Count} networks are trained");
        var series = new TrainingSeries(options.Space, data)
        {
            Seed = options.Seed,
            Device = options.Device,
            Threads = options.Threads,
            Folder = Path.Combine(options.Folder, "training"),
            IsNew = start == RunStart.Replace,
        };
        var failures = new List<string>();
        foreach (var (index, architecture) in options.Architectures.Index())
        {
            if (table.Holds(architecture)) continue;
            try
            {
                table.Add(architecture, Train(series, architecture, index));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                throw new WorkInterruptedException(options.Architectures.Count(table.Holds), options.Architectures.Count, "networks", isKept: true, options.Folder, cancellation);
            }
            catch (SwapScoreException fault) when (fault.Kind is FaultKind.Numeric)
            {
                failures.Add($"{architecture.Text}: {fault.Message}");
                notes.Warn($"left out: {failures[^1]}");
            }
        }

        return new OwnTruthOutcome(options, table, failures);
    }

    private double Train(TrainingSeries series, IArchitecture architecture, int index) => series.Train(
        architecture,
        options.Protocol,
        step => progress?.Report(new WorkProgress(
            (index * step.TotalEpochs + step.Epochs) * step.TotalSteps + step.Steps, options.Architectures.Count * step.TotalEpochs * step.TotalSteps,
            string.Create(CultureInfo.InvariantCulture, $"network {index + 1} of {options.Architectures.Count}, epoch {step.Epochs + 1} of {step.TotalEpochs}, loss {step.Loss:0.000}"))),
        cancellation);

    private void TellExactness()
    {
        var count = options.Architectures.Count;
        if (SpearmanInterval.Expected(ExampleCorrelation, count) is { } interval)
            notes.Inform(string.Create(
                CultureInfo.InvariantCulture,
                $"with {count} networks, a Spearman correlation of {ExampleCorrelation} has the 95 % interval {interval.Low:0.00} … {interval.High:0.00}; half as wide needs {SpearmanInterval.CountForHalfWidth(count)}"));
    }

    private JsonObject Configuration(TrainingData data) => new()
    {
        ["schemaVersion"] = JsonText.SchemaVersion,
        ["space"] = options.Space.Name,
        ["protocol"] = options.Protocol.ToJson(),
        ["seed"] = options.Seed,
        ["device"] = options.Device.ToString(),
        ["threads"] = options.Threads,
        ["data"] = data.Fingerprint,
    };
}
