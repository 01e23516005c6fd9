using System.Collections.Immutable;
using SwapScore.Networks;

namespace SwapScore.Data.Formats;

/// <summary>
/// The official binary files of CIFAR: records of one label (CIFAR-10) or a coarse and a fine label (CIFAR-100), then 32×32 planar RGB
/// bytes. The files carry no name: which of the two it is follows from their length and from the range of their labels.
/// </summary>
internal sealed record CifarBinary(string Name, int[] LabelBounds, Normalization Normalization)
{
    private const int PixelBytes = 3 * 32 * 32;

    private static readonly CifarBinary Cifar10 = new("cifar10", [10], Normalization.Cifar10);
    private static readonly CifarBinary Cifar100 = new("cifar100", [20, 100], Normalization.Cifar100);

    private int RecordBytes => LabelBounds.Length + PixelBytes;

    /// <summary>Reads a file.</summary>
    /// <param name="content">Content of the whole file.</param>
    /// <param name="file">File name without folder.</param>
    /// <exception cref="InputException">It is neither, or truncated.</exception>
    public static ImageSet Read(ReadOnlyMemory<byte> content, string file)
    {
        var fitting = new[] { Cifar10, Cifar100 }.Where(format => format.Fits(content.Span)).ToArray();

        // Nine megabytes and more can be both; then the published file names decide.
        var format = fitting.Length < 2 ? fitting.FirstOrDefault() : file.Contains("batch", StringComparison.Ordinal) ? Cifar10 : Cifar100;
        return format?.Images(content, file) ?? throw new InputException(
            $"{file} is no image file: its {content.Length} bytes are no whole number of CIFAR-10 records (3073 bytes, label 0 … 9) or CIFAR-100 records (3074 bytes, labels 0 … 19 and 0 … 99)",
            $"is it complete? {DataSource.Accepted}");
    }

    private bool Fits(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || content.Length % RecordBytes != 0) return false;
        for (var record = 0; record < content.Length; record += RecordBytes)
            for (var i = 0; i < LabelBounds.Length; i++)
                if (content[record + i] >= LabelBounds[i])
                    return false;
        return true;
    }

    private ImageSet Images(ReadOnlyMemory<byte> content, string file)
    {
        var count = content.Length / RecordBytes;
        var pixels = new byte[count * PixelBytes];
        var labels = ImmutableArray.CreateBuilder<int>(count);
        for (var image = 0; image < count; image++)
        {
            var record = content.Span.Slice(image * RecordBytes, RecordBytes);
            labels.Add(record[LabelBounds.Length - 1]);
            record[LabelBounds.Length..].CopyTo(pixels.AsSpan(image * PixelBytes));
        }

        return new ImageSet(new Shape(3, 32, 32), pixels, $"{Name} {file}", Normalization, labels.MoveToImmutable());
    }
}
