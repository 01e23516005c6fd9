using System.Collections.Immutable;
using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Readers.Images;

/// <summary>
/// Reads photographs: the JPEG, PNG and WebP files of a folder, or of its folders, each of which is a class whose images may lie deeper (as in Tiny
/// ImageNet, <c>class/images/</c>). Of a folder with <c>train/</c> beside <c>val/</c> or <c>test/</c>, the training images are read. Files come in the ordinal
/// order of their paths, classes in that of their names.
/// </summary>
/// <remarks>
/// Grey becomes three equal channels, 16 bits become 8, transparency is discarded, orientation as noted by cameras is applied; colour
/// profiles are not. Resizing is <see cref="ImageSet.Resize"/>'s, so the pixels are the same on every machine.
/// </remarks>
public static class ImageFolder
{
    private const string Hint = "accepted are folders of .jpg, .jpeg, .png and .webp files, or of folders of them, one per class";

    private static readonly string[] Parts = ["train", "val", "valid", "validation", "test"];

    /// <summary>The first images of a folder; the others are not opened.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="count">Number of images, at least 1.</param>
    /// <param name="options">Size and fit; null for the defaults.</param>
    /// <returns>The images with the number of their class folder as label, if there are class folders.</returns>
    /// <exception cref="InputException">The folder is missing or holds no images, or one of those needed cannot be read.</exception>
    /// <exception cref="UsageException">The folder holds fewer images, or an option is out of range.</exception>
    public static ImageSet Read(string folder, int count, ImageFolderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        options = (options ?? new ImageFolderOptions()).Validated();
        var files = Files(folder);
        var source = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (files.Count == 0) throw new InputException($"{folder} holds no images that are read: {Describe(folder)}", Hint);
        if (files.Count < count)
            throw new UsageException(
                $"{count} images were asked for, but {source} holds {files.Count}", $"choose a batch size of {files.Count} or less");

        var shape = new Shape(Rgb.Channels, options.Side, options.Side);
        if (count * shape.Count > Array.MaxLength)
            throw new UsageException($"{count} images of {shape} do not fit into one batch", "choose a smaller batch size or side");
        var pixels = new byte[count * shape.Count];
        for (var i = 0; i < count; i++)
            DecodedImage.Read(files[i].Path).Fit(options.Fit, shape, pixels.AsSpan((int)(i * shape.Count), (int)shape.Count));
        var labels = files[0].Class is null ? (ImmutableArray<int>?)null : [.. files.Take(count).Select(file => file.Class!.Value)];
        var fit = options.Fit == ImageFit.Stretch ? " stretched" : "";
        return new ImageSet(shape, pixels, $"{source}{fit} at {options.Side}×{options.Side}", options.Normalization, labels);
    }

    /// <summary>How many image files a folder and its folders hold; 0 for a folder that is missing.</summary>
    /// <param name="folder">The folder.</param>
    public static int Count(string folder) => Directory.Exists(folder) ? Files(folder).Count : 0;

    /// <summary>What files a folder and its folders hold, by extension, in words: <c>3 .gif, 1 .txt</c>; for a folder that holds no images.</summary>
    /// <param name="folder">The folder.</param>
    public static string Describe(string folder)
    {
        var kinds = Directory.EnumerateFiles(folder, "*", ImageFiles.Deep)
            .CountBy(path => Path.GetExtension(path).ToLowerInvariant())
            .OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Take(4)
            .Select(kind => $"{kind.Value} {(kind.Key.Length == 0 ? "without extension" : kind.Key)}");
        return string.Join(", ", kinds) is { Length: > 0 } found ? found : "no files";
    }

    /// <summary>Images of the folder itself; where there are none, those of its folders, or of the part for training.</summary>
    private static List<(string Path, int? Class)> Files(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException($"there is no folder {folder}", Hint);
        try
        {
            var own = ImageFiles.In(folder, ImageFiles.Flat).Select(path => (path, (int?)null)).ToList();
            if (own.Count > 0) return own;
            var classes = Directory.GetDirectories(folder).Where(path => Path.GetFileName(path)[0] != '.').Order(StringComparer.Ordinal).ToList();
            return classes.Find(path => Path.GetFileName(path).Equals("train", StringComparison.OrdinalIgnoreCase)) is { } train && classes.TrueForAll(IsPart)
                ? Files(train)
                : [.. classes.SelectMany((inner, index) => ImageFiles.In(inner, ImageFiles.Deep).Select(path => (path, (int?)index)))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(folder, fault);
        }
    }

    private static bool IsPart(string folder) => Parts.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase);
}
