using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SwapScore.Evaluation;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Training;

namespace SwapScore.Workflows.Reproduction.Cells;

/// <summary>Trains cells for a table: by the published protocol, or a part of it.</summary>
/// <param name="settings">Settings of the run.</param>
/// <param name="published">The published protocol.</param>
/// <param name="publishedImages">How many images it learns from.</param>
/// <param name="path">The images, with classes.</param>
/// <param name="progress">Is told after every step.</param>
/// <param name="notes">Is told how long the full protocol would take.</param>
/// <param name="cancellation">Stops after the step in progress; the epochs that are done are kept.</param>
internal sealed class CellTrainings(
    ReproductionOptions settings, TrainingProtocol published, int publishedImages, string path, IProgress<WorkProgress>? progress, IProgress<Note>? notes, CancellationToken cancellation)
{
    private const string Space = "darts-shared";
    private const int FullSide = 224;

    // On a processor, where more images per step take no less time per image, and memory.
    private const int MeasuredImages = 8;

    private readonly Lazy<TrainingData> _data = new(() => TrainingImages.Read(
        new TrainingSource(path) { Images = settings.TrainingImages, Side = published.HasResizedCrops ? settings.Side : null, Seed = settings.Seed }, published, settings.Threads, notes));

    /// <summary>How long the published training of a cell would take here, by a few steps of it; one sentence.</summary>
    /// <param name="cell">The cell.</param>
    public string Measure(FoundCell cell)
    {
        var protocol = Fitting(published with { BatchSize = settings.Device == ComputeDevice.Cpu ? Math.Min(MeasuredImages, published.BatchSize) : published.BatchSize });
        var (steps, seconds) = StepTimer.Measure(Request(cell, protocol), _data.Value, cancellation);
        var images = Math.Min(protocol.BatchSize, _data.Value.TrainingCount);
        var epoch = seconds / images * publishedImages;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The full protocol, {protocol.Epochs} epochs of {publishedImages:N0} images, would take {Words(epoch * protocol.Epochs)} per cell here ({settings.Device}, {settings.Threads} threads), an epoch {Words(epoch)}: by {steps} steps of {images} images, each of {seconds:0.0} s, validation not counted.");
    }

    /// <summary>Trains a cell, or the rest of it.</summary>
    /// <param name="row">The row of the table.</param>
    /// <param name="cell">The cell.</param>
    public TrainedCell Train(PublishedCell row, FoundCell cell)
    {
        var protocol = Fitting(published with
        {
            Epochs = settings.Epochs!.Value,
            BatchSize = settings.BatchSize ?? published.BatchSize,
            Channels = settings.Channels ?? published.Channels,
            Cells = settings.Cells ?? published.Cells,
        });
        var data = _data.Value;
        notes.Inform($"  {row.Variant}: {protocol.Epochs} epochs of {data.TrainingCount} images");
        try
        {
            var result = NetworkTraining.Run(Request(cell, protocol), data, FolderOf(row, cell, protocol, data), RunStart.Repair, new Steps(row, progress), cancellation).Result;
            return new TrainedCell(100 - result.Accuracy, [.. Shortenings(protocol, data)], result.Count);
        }
        catch (SwapScoreException fault) when (fault.Kind is FaultKind.Numeric)
        {
            notes.Warn($"{row.Variant}: {fault.Message}");
            return new TrainedCell(double.NaN, [.. Shortenings(protocol, data), "ended by a loss that is not finite"], data.ValidationCount);
        }
    }

    private static string Words(double seconds) =>
        seconds < 120 ? FormattableString.Invariant($"{seconds:0} s")
        : seconds < 7200 ? FormattableString.Invariant($"{seconds / 60:0} minutes")
        : seconds < 172_800 ? FormattableString.Invariant($"{seconds / 3600:0} hours")
        : FormattableString.Invariant($"{seconds / 86_400:0.0} days");

    /// <summary>The auxiliary head of ImageNet needs maps of 7×7, which images of another side do not give.</summary>
    private TrainingProtocol Fitting(TrainingProtocol protocol) =>
        protocol.HasResizedCrops && (settings.Side ?? FullSide) != FullSide ? protocol with { AuxiliaryWeight = 0 } : protocol;

    private TrainingRequest Request(FoundCell cell, TrainingProtocol protocol)
    {
        var space = SearchSpaces.Find(Space);
        return new TrainingRequest(space, space.Parse(cell.Architecture), protocol) { Seed = settings.Seed, Device = settings.Device, Threads = settings.Threads };
    }

    private IEnumerable<string> Shortenings(TrainingProtocol protocol, TrainingData data)
    {
        if (protocol.Epochs != published.Epochs) yield return $"{protocol.Epochs} of {published.Epochs} epochs";
        if (data.TrainingCount != publishedImages) yield return string.Create(CultureInfo.InvariantCulture, $"{data.TrainingCount:N0} of {publishedImages:N0} images");
        if (protocol.Channels != published.Channels) yield return $"{protocol.Channels} of {published.Channels} channels";
        if (protocol.Cells != published.Cells) yield return $"{protocol.Cells} of {published.Cells} cells";
        if (protocol.BatchSize != published.BatchSize) yield return $"batches of {protocol.BatchSize}, not {published.BatchSize}";
        if (published.HasResizedCrops && data.Shape.Rows != FullSide) yield return $"{data.Shape.Rows} of {FullSide} pixels";
        if (protocol.AuxiliaryWeight != published.AuxiliaryWeight) yield return "no auxiliary head";
    }

    private string FolderOf(PublishedCell row, FoundCell cell, TrainingProtocol protocol, TrainingData data)
    {
        var key = $"{cell.Architecture} {JsonText.Line(protocol.ToJson())} {data.Fingerprint} {settings.Seed} {settings.Device} {settings.Threads}";
        return Path.Combine(settings.Folder, "trainings", $"{row.FileName}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12]}");
    }

    /// <summary>Steps as progress of one training.</summary>
    private sealed class Steps(PublishedCell row, IProgress<WorkProgress>? next) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => next?.Report(new WorkProgress(
            value.Epochs * value.TotalSteps + value.Steps, value.TotalEpochs * value.TotalSteps,
            string.Create(CultureInfo.InvariantCulture, $"{row.Table}, {row.Variant}: epoch {value.Epochs + 1} of {value.TotalEpochs}, loss {value.Loss:0.000}")));
    }
}
