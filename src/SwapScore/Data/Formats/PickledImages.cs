using System.Collections.Immutable;
using SwapScore.Data.Pickle;
using SwapScore.Networks;
using static System.FormattableString;

namespace SwapScore.Data.Formats;

/// <summary>
/// The Python batches of CIFAR-10, CIFAR-100 and the downsampled ImageNet: a dictionary whose <c>data</c> is an array of bytes, a row of
/// planar RGB an image, and whose <c>labels</c> or <c>fine_labels</c> is a list of integers.
/// </summary>
internal static class PickledImages
{
    /// <summary>Whether a file begins like a pickle; no record of the binary format does, its labels are smaller.</summary>
    public static bool IsPickle(ReadOnlySpan<byte> content) => content is [0x80 or (byte)'(' or (byte)'}', ..];

    /// <summary>Reads a file.</summary>
    /// <param name="content">Content of the whole file.</param>
    /// <param name="file">File name without folder.</param>
    /// <exception cref="InputException">It is damaged, or holds anything else.</exception>
    public static ImageSet Read(ReadOnlyMemory<byte> content, string file)
    {
        if (new PickleReader(content, file).Read() is not Dictionary<string, object?> batch)
            throw Fault(file, "it holds no dictionary");
        if (batch.GetValueOrDefault("data") is not PickleArray { ElementType.IsByte: true, IsColumnMajor: false } data)
            throw Fault(file, "its 'data' is no array of bytes, row by row");
        if (data.Lengths is not [> 0 and var count, > 0 and var length] || Side(length) is not { } side)
            throw Fault(file, $"its 'data' has shape ({string.Join(", ", data.Lengths)}), expected (images, 3 · side²)");
        if (data.Content?.Decode() is not { } pixels || pixels.Length / length != count || pixels.Length % length != 0)
            throw Fault(file, $"its 'data' does not hold {count} × {length} bytes");

        var (name, normalization) = Kind(batch, side);
        return new ImageSet(new Shape(3, side, side), pixels, $"{name} {file}", normalization, Labels(batch, (int)count, file));
    }

    private static int? Side(long length)
    {
        var side = (int)Math.Sqrt(length / 3);
        return length == 3L * side * side && side <= ImageSet.MaximumSide ? side : null;
    }

    private static (string Name, Normalization Normalization) Kind(Dictionary<string, object?> batch, int side) =>
        batch.ContainsKey("fine_labels") ? ("cifar100", Normalization.Cifar100)
        : batch.ContainsKey("mean") || side != 32 ? ($"imagenet{side}", Normalization.ImageNet16)
        : ("cifar10", Normalization.Cifar10);

    private static ImmutableArray<int>? Labels(Dictionary<string, object?> batch, int count, string file)
    {
        if ((batch.GetValueOrDefault("fine_labels") ?? batch.GetValueOrDefault("labels")) is not List<object?> labels) return null;
        return labels.Count == count && labels.All(label => label is >= 0L and <= int.MaxValue)
            ? [.. labels.Select(label => (int)(long)label!)]
            : throw Fault(file, Invariant($"its labels are not {count} integers"));
    }

    private static InputException Fault(string file, string reason) => new($"{file} is no pickle of images: {reason}", DataSource.Accepted);
}
