using SwapScore.Data.Formats;
using SwapScore.Networks;

namespace SwapScore.Data;

/// <summary>Finds samples by what a user names: built-in images, noise, or a published file or folder.</summary>
public static class DataSource
{
    /// <summary>The name of the built-in images.</summary>
    public const string BuiltIn = "natural32";

    /// <summary>The name of Gaussian noise.</summary>
    public const string GaussianNoise = "noise";

    /// <summary>The largest file that is read.</summary>
    public const long MaximumBytes = 1L << 31;

    internal const string Accepted =
        "accepted are natural32, noise, CIFAR-10 or CIFAR-100 batches (binary or Python), ImageNet16 batches, and folders that hold one";

    // First batch of each published data set, in the order a folder is searched.
    private static readonly string[] PublishedNames = ["data_batch_1.bin", "train.bin", "data_batch_1", "train_data_batch_1", "train"];

    // All batches of each, and the file of its test images.
    private static readonly (string[] Training, string Test)[] Batches =
    [
        ([.. Enumerable.Range(1, 5).Select(batch => $"data_batch_{batch}.bin")], "test_batch.bin"),
        (["train.bin"], "test.bin"),
        ([.. Enumerable.Range(1, 5).Select(batch => $"data_batch_{batch}")], "test_batch"),
        ([.. Enumerable.Range(1, 10).Select(batch => $"train_data_batch_{batch}")], "val_data"),
        (["train"], "test"),
    ];

    /// <summary>The first samples of a source.</summary>
    /// <param name="data"><c>natural32</c>, <c>noise</c>, or the path of a file or folder.</param>
    /// <param name="batchSize">Number of samples, at least 1.</param>
    /// <param name="side">Side the images are resized to, 3 … 1024; null, the default, keeps their size.</param>
    /// <param name="seed">Seed of <c>noise</c>. Default: 0.</param>
    /// <param name="noiseShape">Shape of <c>noise</c>, unless a side says otherwise; null, the default, for 3×32×32.</param>
    /// <exception cref="InputException">The path is missing, unreadable, truncated or of another format.</exception>
    /// <exception cref="UsageException">The source has fewer samples, or an option is out of range.</exception>
    public static Batch Load(string data, int batchSize, int? side = null, long seed = 0, Shape? noiseShape = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (batchSize < 1) throw new UsageException($"batch size {batchSize} is out of range", "use 1 or more");
        if (data == GaussianNoise)
        {
            var shape = noiseShape ?? new Shape(3, 32, 32);
            return Noise.ToBatch(side is { } wanted ? shape with { Rows = wanted, Columns = wanted } : shape, batchSize, seed);
        }

        return LoadImages(data, batchSize, side).ToBatch(0, batchSize);
    }

    /// <summary>The first images of a source that holds images.</summary>
    /// <param name="data"><c>natural32</c>, or the path of a file or folder.</param>
    /// <param name="count">Number of images, at least 1.</param>
    /// <param name="side">Side they are resized to; null keeps their size.</param>
    /// <param name="lastClass">Images of later classes are passed over, see <see cref="ImageSet.UpToClass"/>; null for all.</param>
    /// <exception cref="InputException">The path is missing, unreadable, truncated or of another format.</exception>
    /// <exception cref="UsageException">The source has fewer images, or the side is out of range.</exception>
    public static ImageSet LoadImages(string data, int count, int? side = null, int? lastClass = null)
    {
        ArgumentNullException.ThrowIfNull(data);

        // Only what is used is resized.
        var images = data == BuiltIn ? BuiltInImages.Natural32 : Read(data);
        images = (lastClass is { } last ? images.UpToClass(last) : images).Take(count);
        return side is { } wanted ? images.Resize(wanted) : images;
    }

    /// <summary>Whether a folder holds a published file, so that <see cref="Read"/> can be asked for it.</summary>
    /// <param name="folder">The folder.</param>
    public static bool HoldsPublished(string folder) => PublishedNames.Any(name => File.Exists(Path.Combine(folder, name)));

    /// <summary>All images of a file, or of the first published file of a folder.</summary>
    /// <param name="path">File or folder.</param>
    /// <exception cref="InputException">The path is missing, unreadable, truncated or of another format.</exception>
    public static ImageSet Read(string path)
    {
        var file = Locate(path);
        var content = ReadBytes(file);
        var name = Path.GetFileName(file);
        return PickledImages.IsPickle(content) ? PickledImages.Read(content, name) : CifarBinary.Read(content, name);
    }

    /// <summary>All images of a published data set, to learn from and to be judged by: the batches of a folder joined in their order, as far as they are there.</summary>
    /// <param name="path">A folder with batches, or one file.</param>
    /// <returns>The images to learn from, and those to be judged by; null where there are none.</returns>
    /// <exception cref="InputException">The path is missing, or a file is unreadable, truncated or of another format.</exception>
    public static (ImageSet Training, ImageSet? Test) ReadDivided(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var first = Locate(path);
        if (!Directory.Exists(path)) return (Read(first), null);
        var (batches, test) = Batches.First(set => set.Training[0] == Path.GetFileName(first));
        var (training, judged) = (ImageSet.Join([.. Found(batches).Select(Read)]), Found([test]).Select(Read).SingleOrDefault());
        return (training, judged);

        IEnumerable<string> Found(IEnumerable<string> names) => names.Select(name => Path.Combine(path, name)).Where(File.Exists);
    }

    /// <summary>Describes the image files in a folder and its folders, one sentence per file; faulty files say so. For <c>doctor</c>.</summary>
    /// <param name="folder">The folder; a missing one holds nothing.</param>
    public static IReadOnlyList<string> Describe(string folder)
    {
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateDirectories(folder).Prepend(folder).Order(StringComparer.Ordinal)
            .SelectMany(inner => PublishedNames.Select(name => Path.Combine(inner, name)))
            .Where(File.Exists)
            .Select(DescribeFile)];
    }

    private static string DescribeFile(string file)
    {
        try
        {
            var images = Read(file);
            return $"{images.Source}: {images.Count} images of {images.Shape}";
        }
        catch (InputException fault)
        {
            return fault.Message;
        }
    }

    private static string Locate(string path)
    {
        if (File.Exists(path)) return path;
        if (!Directory.Exists(path)) throw new InputException($"there is no file or folder {path}", Accepted);
        return PublishedNames.Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists)
            ?? throw new InputException($"{path} holds none of {string.Join(", ", PublishedNames)}", Accepted);
    }

    private static byte[] ReadBytes(string file)
    {
        try
        {
            var length = new FileInfo(file).Length;
            if (length >= MaximumBytes)
                throw new InputException($"{file} has {length} bytes; files of 2 GiB and more are not read");
            if (length == 0) throw new InputException($"{file} is empty", Accepted);
            return File.ReadAllBytes(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(file, fault);
        }
    }
}
