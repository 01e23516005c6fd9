using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Values;

namespace SwapScore.Readers.Images;

/// <summary>
/// Reads whole data sets of photographs, to learn from or to be judged by: a folder with a folder per class, whose images may lie deeper. Classes come in the ordinal order of
/// their names, files in that of their paths. A file that cannot be read is left out and named.
/// </summary>
public static class ClassFolders
{
    private const string Hint = "expected a folder with a folder of .jpg, .jpeg, .png or .webp files per class";

    /// <summary>All images of a folder, decoded to bytes.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="side">Side of the square that is cut out of the middle of each image and resized; null where all images are of one size, which they keep. Default: null.</param>
    /// <param name="classes">Names of the classes that there may be, by their numbers; null for those that are found. Default: null.</param>
    /// <param name="threads">Threads that decode, at least 1. They change nothing. Default: 1.</param>
    /// <exception cref="InputException">The folder is missing, has no class folders, a class folder holds no image that can be read, or everything together is too large.</exception>
    /// <exception cref="UsageException">The images differ in size and no side is given, the side is out of range, or a class is not among those that there may be.</exception>
    public static ClassFolderImages Read(string folder, int? side = null, IReadOnlyList<string>? classes = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (side is < Resampling.MinimumSide or > Resampling.MaximumSide) throw new UsageException(FormattableString.Invariant($"side must be {Resampling.SideRange}, not {side}"));
        var (names, files) = Find(folder, classes);
        var decoded = Decode(files, side, threads);
        var images = decoded.Index().Where(pair => pair.Item.Image is not null).Select(pair => (Image: pair.Item.Image!, files[pair.Index].Class)).ToList();
        RequireAll(folder, names, files, images.Select(image => image.Class), decoded.Select(one => one.Fault));
        return new ClassFolderImages(Join(images, folder), names, [.. decoded.Select(one => one.Fault).OfType<string>()]);
    }

    /// <summary>All images of a folder in their own sizes, decoded whenever they are read. Here each is decoded once, to find those that cannot be read, and to measure mean and deviation.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="classes">Names of the classes that there may be, by their numbers; null for those that are found. Default: null.</param>
    /// <param name="threads">Threads that decode, at least 1. They change nothing. Default: 1.</param>
    /// <exception cref="InputException">The folder is missing, has no class folders, or a class folder holds no image that can be read.</exception>
    /// <exception cref="UsageException">A class is not among those that there may be.</exception>
    public static PhotographSet Open(string folder, IReadOnlyList<string>? classes = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var (names, files) = Find(folder, classes);
        var measured = new MeasuredPhotograph[files.Length];
        Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => measured[i] = MeasuredPhotograph.Read(files[i].Path));
        var kept = files.Where((_, i) => measured[i].Fault is null).ToArray();
        RequireAll(folder, names, files, kept.Select(file => file.Class), measured.Select(one => one.Fault));
        var source = NameOf(folder);
        var normalization = MeasuredPhotograph.Normalize(measured);
        return new PhotographSet(
            source, [.. kept.Select(file => file.Class)], names, normalization, MeasuredPhotograph.Fingerprint(measured),
            index => ReadOne(kept[index].Path, source, normalization))
        {
            Skipped = [.. measured.Select(one => one.Fault).OfType<string>()],
        };
    }

    /// <summary>Whether a folder has a folder with images.</summary>
    /// <param name="folder">The folder.</param>
    public static bool Holds(string folder) => Directory.Exists(folder) && Directory.EnumerateDirectories(folder).Any(inner => ImageFiles.In(inner, ImageFiles.Deep).Any());

    private static (ValueList<string> Names, (string Path, int Class)[] Files) Find(string folder, IReadOnlyList<string>? classes)
    {
        var found = ClassesOf(folder);
        var names = classes ?? [.. found.Select(one => one.Name)];
        var numbers = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return found.Find(one => !numbers.ContainsKey(one.Name)) is { Name: { } unknown }
            ? throw new UsageException($"{folder} has the class {unknown}, which the images to learn from have not", "remove its folder, or add images of the class to learn from")
            : (names.ToValueList(), [.. found.SelectMany(one => one.Files.Select(path => (path, numbers[one.Name])))]);
    }

    /// <exception cref="InputException">No image of a class can be read.</exception>
    private static void RequireAll(string folder, ValueList<string> names, (string Path, int Class)[] files, IEnumerable<int> read, IEnumerable<string?> faults)
    {
        if (files.Select(file => file.Class).Except(read).Cast<int?>().FirstOrDefault() is { } unread)
            throw new InputException($"no image of the class {names[unread]} in {folder} can be read: {faults.First(fault => fault is not null)}");
    }

    private static ImageSet ReadOne(string path, string source, Normalization normalization)
    {
        var image = DecodedImage.Read(path);
        return new ImageSet(image.Shape, image.Pixels, source, normalization);
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static List<(string Name, List<string> Files)> ClassesOf(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException($"there is no folder {folder}", Hint);
        try
        {
            var classes = Directory.GetDirectories(folder).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal)
                .Select(path => (Name: Path.GetFileName(path), Files: ImageFiles.In(path, ImageFiles.Deep).ToList())).ToList();
            if (classes.Count == 0)
                throw new InputException(ImageFiles.In(folder, ImageFiles.Flat).Any() ? $"the images in {folder} have no classes: they are not in class folders" : $"{folder} holds no class folders", Hint);
            return classes.Find(one => one.Files.Count == 0) is { Name: { } empty }
                ? throw new InputException($"the class folder {Path.Combine(folder, empty)} holds no images", "remove it, or put images into it")
                : classes;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(folder, fault);
        }
    }

    private static (DecodedImage? Image, string? Fault)[] Decode((string Path, int Class)[] files, int? side, int threads)
    {
        var decoded = new (DecodedImage? Image, string? Fault)[files.Length];
        Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => decoded[i] = Decode(files[i].Path, side));
        return decoded;
    }

    private static (DecodedImage? Image, string? Fault) Decode(string path, int? side)
    {
        try
        {
            var image = DecodedImage.Read(path);
            if (side is not { } wanted) return (image, null);
            var shape = new Shape(Rgb.Channels, wanted, wanted);
            var pixels = new byte[shape.Count];
            image.Fit(ImageFit.CenterCrop, shape, pixels);
            return (new DecodedImage(shape, pixels), null);
        }
        catch (InputException fault)
        {
            return (null, fault.Message);
        }
    }

    private static ImageSet Join(List<(DecodedImage Image, int Class)> images, string folder)
    {
        var shape = images[0].Image.Shape;
        var sizes = images.CountBy(image => image.Image.Shape).OrderByDescending(size => size.Value).ToList();
        if (sizes.Count > 1)
            throw new UsageException(
                FormattableString.Invariant($"the images of {folder} have {sizes.Count} sizes: {sizes[0].Value} of {sizes[0].Key}, {sizes[1].Value} of {sizes[1].Key}"),
                FormattableString.Invariant($"give a side, for example {Math.Min(shape.Rows, shape.Columns)}, to which all are brought"));
        if (images.Count * shape.Count > Array.MaxLength)
            throw new InputException(FormattableString.Invariant($"the {images.Count} images of {folder} need {images.Count * shape.Count >> 20} MiB as bytes; more than 2048 MiB are not read"), "give a smaller side");
        var pixels = new byte[images.Count * shape.Count];
        for (var i = 0; i < images.Count; i++) images[i].Image.Pixels.CopyTo(pixels, i * shape.Count);
        var labelled = new ImageSet(shape, pixels, NameOf(folder), Normalization.None, [.. images.Select(image => image.Class)]);
        return labelled.With(Normalization.Measure(labelled));
    }
}
