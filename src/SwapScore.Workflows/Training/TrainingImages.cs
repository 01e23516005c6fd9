using SwapScore.Data;
using SwapScore.Readers.Images;
using SwapScore.Torch.Training;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Training;

/// <summary>Reads the images of a training, from whatever holds them.</summary>
internal static class TrainingImages
{
    private const double StandardValidation = 0.1;

    private static readonly string[] ValidationNames = ["val", "valid", "validation", "test"];

    /// <summary>Reads and divides the images.</summary>
    /// <param name="source">Which images.</param>
    /// <param name="threads">Threads that decode photographs.</param>
    /// <param name="notes">Is told of files that could not be read.</param>
    /// <exception cref="SwapScoreException">They are missing, damaged, have no classes, or cannot be divided.</exception>
    public static TrainingData Read(TrainingSource source, int threads, IProgress<Note>? notes)
    {
        var (training, validation, names) = ReadAll(source, threads, notes);
        var data = source.Validation is null && validation is not null
            ? TrainingData.Create(training, validation, names)
            : TrainingData.Divide(training, source.Validation ?? StandardValidation, source.Seed, names);
        return source.Images is { } count && count != data.TrainingCount ? data.WithFewer(count, source.Seed) : data;
    }

    /// <summary>Reads images to judge a trained network by: those for that in the data set, else all.</summary>
    /// <param name="path">A folder or file, as in <see cref="TrainingSource"/>.</param>
    /// <param name="network">The network.</param>
    /// <param name="threads">Threads that decode photographs.</param>
    /// <param name="notes">Is told of files that could not be read.</param>
    /// <returns>The images, and the names of their classes by their numbers.</returns>
    /// <exception cref="SwapScoreException">They are missing, damaged or have no classes.</exception>
    public static (ImageSet Images, IReadOnlyList<string>? Names) ReadForJudging(string path, TrainedNetwork network, int threads, IProgress<Note>? notes)
    {
        if (IsFolderOfPhotographs(path))
        {
            var read = ClassFolders.Read(PartOf(path, ValidationNames) ?? path, network.Shape.Rows, network.Classes, threads);
            Tell(read, notes);
            return (read.Images, read.Classes);
        }

        var (training, test) = DataSource.ReadDivided(path);
        return ((test ?? training).Resize(network.Shape.Rows), null);
    }

    private static (ImageSet Training, ImageSet? Validation, IReadOnlyList<string>? Names) ReadAll(TrainingSource source, int threads, IProgress<Note>? notes)
    {
        if (!IsFolderOfPhotographs(source.Path))
        {
            var (batches, test) = DataSource.ReadDivided(source.Path);
            return source.Side is { } side ? (batches.Resize(side), test?.Resize(side), null) : (batches, test, null);
        }

        var training = ClassFolders.Read(PartOf(source.Path, ["train"]) ?? source.Path, source.Side, classes: null, threads);
        Tell(training, notes);
        if (source.Validation is not null || PartOf(source.Path, ["train"]) is null || PartOf(source.Path, ValidationNames) is not { } folder)
            return (training.Images, null, training.Classes);
        var validation = ClassFolders.Read(folder, source.Side, training.Classes, threads);
        Tell(validation, notes);
        return (training.Images, validation.Images, training.Classes);
    }

    private static bool IsFolderOfPhotographs(string path) => Directory.Exists(path) && !DataSource.HoldsPublished(path);

    /// <summary>A folder with class folders that has one of some names, whatever its case.</summary>
    private static string? PartOf(string path, string[] names) => names
        .SelectMany(name => Directory.GetDirectories(path).Where(inner => Path.GetFileName(inner).Equals(name, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(inner => Directory.EnumerateDirectories(inner).Any());

    private static void Tell(ClassFolderImages read, IProgress<Note>? notes)
    {
        if (read.Skipped.Count > 0)
            notes.Warn($"{read.Skipped.Count} files of {read.Images.Source} could not be read and are left out: {string.Join("; ", read.Skipped.Take(3))}{(read.Skipped.Count > 3 ? "; …" : "")}");
    }
}
