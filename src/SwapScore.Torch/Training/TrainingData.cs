using System.Buffers.Binary;
using System.Security.Cryptography;
using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Torch.Training.Images;
using SwapScore.Values;

namespace SwapScore.Torch.Training;

/// <summary>The images of a training: those a network learns from, and those it is judged by after each epoch.</summary>
public sealed class TrainingData
{
    private readonly Lazy<string> _fingerprint;

    private TrainingData(LabelledImages training, LabelledImages validation, ValueList<string> classes)
    {
        (Training, Validation, Classes) = (training, validation, classes);
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    /// <summary>The names of the classes, in the order of the outputs of a network.</summary>
    public ValueList<string> Classes { get; }

    /// <summary>Shape of a sample.</summary>
    public Shape Shape => Training.Shape;

    /// <summary>How many images a network learns from.</summary>
    public int TrainingCount => Training.Count;

    /// <summary>How many images it is judged by.</summary>
    public int ValidationCount => Validation.Count;

    /// <summary>The first 16 hexadecimal digits of a SHA-256 of all images and classes: equal fingerprints mean equal images in an equal division.</summary>
    public string Fingerprint => _fingerprint.Value;

    internal LabelledImages Training { get; }

    internal LabelledImages Validation { get; }

    /// <summary>Images that are divided already.</summary>
    /// <param name="training">Images to learn from, with classes.</param>
    /// <param name="validation">Images to be judged by, with classes, of the same shape.</param>
    /// <param name="names">Names of the classes by their numbers; null for the numbers themselves. Default: null.</param>
    /// <exception cref="UsageException">Images have no classes or one only, differ in size, or some are of a class that is not learned.</exception>
    public static TrainingData Create(ImageSet training, ImageSet validation, IReadOnlyList<string>? names = null)
    {
        var (learned, judged) = (Source.Stored(training), Source.Stored(validation));
        return validation.Shape == training.Shape
            ? Create(learned, judged, names)
            : throw new UsageException($"the images of {training.Source} are {training.Shape}, those of {validation.Source} {validation.Shape}", "bring both to one size");
    }

    /// <summary>Photographs that are divided already. They are decoded whenever they are seen, so they need not fit into memory; those of validation are normalised as the others.</summary>
    /// <param name="training">Photographs to learn from.</param>
    /// <param name="validation">Photographs to be judged by.</param>
    /// <param name="side">Side of a sample in pixels, 3 … 1,024.</param>
    /// <exception cref="UsageException">The side is out of range, all photographs are of one class, or some are of a class that is not learned.</exception>
    public static TrainingData Create(PhotographSet training, PhotographSet validation, int side)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Create(Source.Read(training, side, training.Normalization), Source.Read(validation, side, training.Normalization), training.Classes);
    }

    /// <summary>Images that are divided by a rule: the same share of each class is kept for validation.</summary>
    /// <param name="images">All images, with classes.</param>
    /// <param name="share">Share of validation, above 0 and below 1.</param>
    /// <param name="seed">Which of them. Default: 0.</param>
    /// <param name="names">Names of the classes by their numbers; null for the numbers themselves. Default: null.</param>
    /// <exception cref="UsageException">The share is out of range, the images have no classes or one only, or a class has a single image.</exception>
    public static TrainingData Divide(ImageSet images, double share, long seed = 0, IReadOnlyList<string>? names = null) => Divide(Source.Stored(images), share, seed, names);

    /// <summary>Photographs that are divided by a rule, and decoded whenever they are seen.</summary>
    /// <param name="photographs">All photographs.</param>
    /// <param name="side">Side of a sample in pixels, 3 … 1,024.</param>
    /// <param name="share">Share of validation, above 0 and below 1.</param>
    /// <param name="seed">Which of them. Default: 0.</param>
    /// <exception cref="UsageException">A number is out of range, all photographs are of one class, or a class has a single one.</exception>
    public static TrainingData Divide(PhotographSet photographs, int side, double share, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(photographs);
        return Divide(Source.Read(photographs, side, photographs.Normalization), share, seed, photographs.Classes);
    }

    /// <summary>The same with fewer images to learn from, the same share of each class.</summary>
    /// <param name="count">Number of images, at least one per class; rounding per class can make it a few more or less.</param>
    /// <param name="seed">Which of them. Default: 0.</param>
    /// <exception cref="UsageException">There are no more images than that, or fewer than classes are asked for.</exception>
    public TrainingData WithFewer(int count, long seed = 0)
    {
        if (count >= TrainingCount || count < Classes.Count)
            throw new UsageException(FormattableString.Invariant($"{count} images to learn from were asked for: there are {TrainingCount} of {Classes.Count} classes"), "ask for fewer than there are, and at least one per class");
        var isKept = TrainingSplit.Choose(Training.Labels, (double)count / TrainingCount, seed, label => Classes[label]);
        var kept = Enumerable.Range(0, TrainingCount).Where(image => isKept[image]).ToArray();
        return new TrainingData(
            new LabelledImages(Training.Images, [.. kept.Select(image => Training.Indices[image])], [.. kept.Select(image => Training.Labels[image])]), Validation, Classes);
    }

    private static TrainingData Create(Source training, Source validation, IReadOnlyList<string>? names)
    {
        var classes = training.FindClasses();
        if (validation.Labels.FirstOrDefault(label => !classes.Contains(label), -1) is >= 0 and var unknown)
            throw new UsageException($"{validation.Name} has images of class {NameOf(unknown, names)}, but {training.Name}, which the network learns from, has none", "remove the class, or add images to learn it from");
        return new TrainingData(training.Part(classes, _ => true), validation.Part(classes, _ => true), [.. classes.Select(label => NameOf(label, names))]);
    }

    private static TrainingData Divide(Source images, double share, long seed, IReadOnlyList<string>? names)
    {
        var classes = images.FindClasses();
        if (!(share > 0 && share < 1)) throw new UsageException(FormattableString.Invariant($"the share of validation must be above 0 and below 1, not {share}"));
        var isKept = TrainingSplit.Choose([.. images.Labels.Select(label => Array.BinarySearch(classes, label))], share, seed, label => NameOf(classes[label], names));
        return new TrainingData(images.Part(classes, image => !isKept[image]), images.Part(classes, image => isKept[image]), [.. classes.Select(label => NameOf(label, names))]);
    }

    internal static string NameOf(int label, IReadOnlyList<string>? names) =>
        names is not null && label < names.Count ? names[label] : FormattableString.Invariant($"{label}");

    private string ComputeFingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (LabelledImages[])[Training, Validation])
        {
            AddNumbers(part.Count, Shape.Channels, Shape.Rows, Shape.Columns);
            for (var image = 0; image < part.Count; image++)
            {
                AddNumbers(part.Labels[image]);
                part.Images.AddTo(hash, part.Indices[image]);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];

        void AddNumbers(params ReadOnlySpan<int> numbers)
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            foreach (var number in numbers)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
                hash.AppendData(bytes);
            }
        }
    }

    /// <summary>Images before they are divided.</summary>
    private sealed record Source(IReadableImages Images, string Name, IReadOnlyList<int> Labels)
    {
        public static Source Stored(ImageSet images)
        {
            ArgumentNullException.ThrowIfNull(images);
            return new Source(new StoredImages(images), images.Source, images.Labels ?? throw new UsageException(
                $"the images of {images.Source} have no classes, and a network cannot learn without", "give CIFAR or ImageNet16 batches, or a folder with a folder of images per class"));
        }

        public static Source Read(PhotographSet photographs, int side, Normalization normalization)
        {
            ArgumentNullException.ThrowIfNull(photographs);
            return side is >= Resampling.MinimumSide and <= Resampling.MaximumSide
                ? new Source(new Photographs(photographs, normalization, side), photographs.Source, photographs.Labels)
                : throw new UsageException(FormattableString.Invariant($"side must be {Resampling.SideRange}, not {side}"));
        }

        /// <summary>The numbers of the classes that occur, ascending.</summary>
        public int[] FindClasses()
        {
            var classes = Labels.Distinct().Order().ToArray();
            return classes.Length > 1 ? classes : throw new UsageException($"all images of {Name} are of one class: there is nothing to learn", "give images of two classes or more");
        }

        public LabelledImages Part(int[] classes, Func<int, bool> isPart)
        {
            var indices = Enumerable.Range(0, Labels.Count).Where(isPart).ToArray();
            return new LabelledImages(Images, indices, [.. indices.Select(image => Array.BinarySearch(classes, Labels[image]))]);
        }
    }
}
