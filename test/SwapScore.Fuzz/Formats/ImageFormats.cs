using SkiaSharp;
using SwapScore.Tests.Data;

namespace SwapScore.Fuzz.Formats;

/// <summary>Photographs and data sets.</summary>
internal static class ImageFormats
{
    private const int CifarBytes = 3 * 32 * 32;
    private const int ImageNetBytes = 3 * 16 * 16;

    public static IReadOnlyList<FileFormat> All { get; } =
    [
        Picture("png", SKEncodedImageFormat.Png),
        Picture("jpg", SKEncodedImageFormat.Jpeg),
        Picture("webp", SKEncodedImageFormat.Webp),
        Of("CIFAR-10 binary", "data_batch_1.bin", [.. Enumerable.Range(0, 2).SelectMany(image => Pixels(CifarBytes).Prepend((byte)image))]),
        Of("CIFAR-100 binary", "train.bin", [.. Enumerable.Range(0, 2).SelectMany(image => Pixels(CifarBytes).Prepend((byte)image).Prepend((byte)image))]),
        Of("CIFAR-10 pickle", "data_batch_1", PickleBytes.Batch(2, CifarBytes, Pixels(2 * CifarBytes))),
        Of("CIFAR-100 pickle", "train", PickleBytes.Batch(2, CifarBytes, Pixels(2 * CifarBytes), "fine_labels")),
        Of("ImageNet16 pickle", "train_data_batch_1", PickleBytes.Batch(2, ImageNetBytes, Pixels(2 * ImageNetBytes), hasMean: true)),
    ];

    private static FileFormat Of(string name, string file, byte[] valid) =>
        new(name, file, valid, folder => ["score", "PDARTS", "--data", folder, "--image-size", "8", .. FileFormats.Little]);

    private static FileFormat Picture(string name, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(20, 20);
        for (var i = 0; i < 400; i++)
            bitmap.SetPixel(i % 20, i / 20, new SKColor((uint)(0xFF000000 | (uint)(i * 2654435))));
        using var data = bitmap.Encode(format, 90);
        return new(name, $"a.{name}", data.ToArray(), folder => ["score", "PDARTS", "--data", folder, "--image-size", "8", "--repeats", "1", "--batch-size", "1", "--threads", "1"]);
    }

    private static byte[] Pixels(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 37))];
}
