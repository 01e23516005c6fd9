using SwapScore.Data;
using SwapScore.Readers.Images;
using SwapScore.Torch.Training;
using SwapScore.Values;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Training;

/// <summary>Reads the images of a training, from whatever holds them.</summary>
internal static class TrainingImages
{
    private const double StandardValidation = 0.1;

    // That of ImageNet.
    private const int StandardSide = 224;

    private static readonly string[] ValidationNames = ["val", "valid", "validation", "test"];

    /// <summary>Reads and divides the images.</summary>
    /// <param name="source">Which images.</param>
    /// <param name="protocol">How networks are trained on them: photographs stay in their own sizes where parts of them are resized.</param>
    /// <param name="threads">Threads that decode photographs.</param>
    /// <param name="notes">Is told of files that could not be read.</param>
    /// <exception cref="SwapScoreException">They are missing, damaged, have no classes, or cannot be divided.</exception>
    public static TrainingData Read(TrainingSource source, TrainingProtocol protocol, int threads, IProgress<Note>? notes)
    {
        var data = protocol.HasResizedCrops && IsFolderOfPhotographs(source.Path) ? OpenAll(source, threads, notes) : Divide(source, threads, notes);
        return source.Images is { } count && count != data.TrainingCount ? data.WithFewer(count, source.Seed) : data;
    }

    /// <summary>Judges a trained network by the images that are for that in the data set, else by all.</summary>
    /// <param name="options">The network's folder, the images, and where it is computed.</param>
    /// <param name="network">The network.</param>
    /// <param name="notes">Is told of files that could not be read.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="SwapScoreException">Images are missing, damaged or have no classes.</exception>
    public static ClassificationResult Judge(EvaluateOptions options, TrainedNetwork network, IProgress<Note>? notes, CancellationToken cancellation)
    {
        var (path, device, threads) = (options.Data, options.Device, options.Threads);
        if (!IsFolderOfPhotographs(path))
        {
            var (training, test) = DataSource.ReadDivided(path);
            return network.Evaluate((test ?? training).Resize(network.Shape.Rows), names: null, device, threads, cancellation);
        }

        var folder = PartOf(path, ValidationNames) ?? path;
        if (network.HasResizedCrops)
        {
            var photographs = ClassFolders.Open(folder, network.Classes, threads);
            Tell(photographs.Skipped, photographs.Source, notes);
            return network.Evaluate(photographs, device, threads, cancellation);
        }

        var read = ClassFolders.Read(folder, network.Shape.Rows, network.Classes, threads);
        Tell(read.Skipped, read.Images.Source, notes);
        return network.Evaluate(read.Images, read.Classes, device, threads, cancellation);
    }

    private static TrainingData Divide(TrainingSource source, int threads, IProgress<Note>? notes)
    {
        var (training, validation, names) = ReadAll(source, threads, notes);
        return source.Validation is null && validation is not null
            ? TrainingData.Create(training, validation, names)
            : TrainingData.Divide(training, source.Validation ?? StandardValidation, source.Seed, names);
    }

    /// <summary>Photographs in their own sizes, which are decoded whenever they are seen.</summary>
    private static TrainingData OpenAll(TrainingSource source, int threads, IProgress<Note>? notes)
    {
        var side = source.Side ?? StandardSide;
        var training = Open(PartOf(source.Path, ["train"]) ?? source.Path, null);
        return OfValidation(source) is { } folder
            ? TrainingData.Create(training, Open(folder, training.Classes), side)
            : TrainingData.Divide(training, side, source.Validation ?? StandardValidation, source.Seed);

        PhotographSet Open(string path, IReadOnlyList<string>? classes)
        {
            var photographs = ClassFolders.Open(path, classes, threads);
            Tell(photographs.Skipped, photographs.Source, notes);
            return photographs;
        }
    }

    /// <summary>The folder of the images to be judged by; null where a part of the others is kept for that.</summary>
    private static string? OfValidation(TrainingSource source) =>
        source.Validation is not null || PartOf(source.Path, ["train"]) is null ? null : PartOf(source.Path, ValidationNames);

    private static (ImageSet Training, ImageSet? Validation, IReadOnlyList<string>? Names) ReadAll(TrainingSource source, int threads, IProgress<Note>? notes)
    {
        if (!IsFolderOfPhotographs(source.Path))
        {
            var (batches, test) = DataSource.ReadDivided(source.Path);
            return source.Side is { } side ? (batches.Resize(side), test?.Resize(side), null) : (batches, test, null);
        }

        var training = ClassFolders.Read(PartOf(source.Path, ["train"]) ?? source.Path, source.Side, classes: null, threads);
        Tell(training.Skipped, training.Images.Source, notes);
        if (OfValidation(source) is not { } folder) return (training.Images, null, training.Classes);
        var validation = ClassFolders.Read(folder, source.Side, training.Classes, threads);
        Tell(validation.Skipped, validation.Images.Source, notes);
        return (training.Images, validation.Images, training.Classes);
    }

    private static bool IsFolderOfPhotographs(string path) => Directory.Exists(path) && !DataSource.HoldsPublished(path);

    /// <summary>A folder with class folders that has one of some names, whatever its case.</summary>
    private static string? PartOf(string path, string[] names) => names
        .SelectMany(name => Directory.GetDirectories(path).Where(inner => Path.GetFileName(inner).Equals(name, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(inner => Directory.EnumerateDirectories(inner).Any());

    private static void Tell(ValueList<string> skipped, string source, IProgress<Note>? notes)
    {
        if (skipped.Count > 0)
            notes.Warn($"{skipped.Count} files of {source} could not be read and are left out: {string.Join("; ", skipped.Take(3))}{(skipped.Count > 3 ? "; …" : "")}");
    }
}
