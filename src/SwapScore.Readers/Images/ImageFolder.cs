using System.Collections.Immutable;
using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Readers.Images;

/// <summary>
/// Reads photographs: the JPEG and PNG files of a folder, or of its folders, each of which is a class. Files come in the ordinal order of
/// their names, classes in that of theirs.
/// </summary>
/// <remarks>
/// Grey becomes three equal channels, 16 bits become 8, transparency is discarded, orientation as noted by cameras is applied; colour
/// profiles are not. Resizing is <see cref="ImageSet.Resize"/>'s, so the pixels are the same on every machine.
/// </remarks>
public static class ImageFolder
{
    private const string Hint = "accepted are folders of .jpg, .jpeg and .png files, or of folders of them, one per class";

    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

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
        if (files.Count == 0) throw new InputException($"{folder} holds no images", Hint);
        if (files.Count < count)
            throw new UsageException(
                $"{count} images were asked for, but {source} holds {files.Count}", $"choose a batch size of {files.Count} or less");

        var shape = new Shape(Rgb.Channels, options.Side, options.Side);
        if (count * shape.Count > Array.MaxLength)
            throw new UsageException($"{count} images of {shape} do not fit into one batch", "choose a smaller batch size or side");
        var pixels = new byte[count * shape.Count];
        for (var i = 0; i < count; i++)
            Squared(DecodedImage.Read(files[i].Path), options, shape, pixels.AsSpan((int)(i * shape.Count), (int)shape.Count));
        var labels = files[0].Class is null ? (ImmutableArray<int>?)null : [.. files.Take(count).Select(file => file.Class!.Value)];
        var fit = options.Fit == ImageFit.Stretch ? " stretched" : "";
        return new ImageSet(shape, pixels, $"{source}{fit} at {options.Side}×{options.Side}", options.Normalization, labels);
    }

    /// <summary>How many image files a folder and its folders hold; 0 for a folder that is missing.</summary>
    /// <param name="folder">The folder.</param>
    public static int Count(string folder) => Directory.Exists(folder) ? Files(folder).Count : 0;

    /// <summary>Images of the folder itself; where there are none, those of its folders.</summary>
    private static List<(string Path, int? Class)> Files(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException($"there is no folder {folder}", Hint);
        try
        {
            var own = ImagesIn(folder).Select(path => (path, (int?)null)).ToList();
            return own.Count > 0
                ? own
                : [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
                    .SelectMany((inner, index) => ImagesIn(inner).Select(path => (path, (int?)index)))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read {folder}: {fault.Message}", null, fault);
        }
    }

    private static IEnumerable<string> ImagesIn(string folder) => Directory.EnumerateFiles(folder)
        .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && Path.GetFileName(path)[0] != '.')
        .Order(StringComparer.Ordinal);

    private static void Squared(DecodedImage image, ImageFolderOptions options, Shape shape, Span<byte> target)
    {
        var square = options.Fit == ImageFit.CentreCrop ? image.Centre() : image;
        if (square.Shape == shape)
            square.Pixels.CopyTo(target);
        else
            new Resampling(square.Shape, shape).Apply(square.Pixels, target);
    }
}
