using System.IO.Compression;
using SwapScore.Spaces;
using SwapScore.Workflows.Export;

namespace SwapScore.Fuzz.Formats;

/// <summary>Models, and numbers fed to them.</summary>
internal static class ModelFormats
{
    private const int Side = 8;

    private static readonly string Model = WriteModel();
    private static readonly byte[] Numpy = Array();

    public static IReadOnlyList<FileFormat> All { get; } =
    [
        new("onnx, inspected", "model.onnx", File.ReadAllBytes(Model), folder => ["inspect", Path.Combine(folder, "model.onnx"), "--batch-size", "2"]),
        new("onnx, scored", "model.onnx", File.ReadAllBytes(Model), folder => ["score", Path.Combine(folder, "model.onnx"), .. FileFormats.Little]),
        new("npy", "x.npy", Numpy, folder => Fed(folder, "x.npy")),
        new("npz", "x.npz", Zip(Numpy), folder => Fed(folder, "x.npz")),
        new("pb", "x.pb", Tensor(), folder => Fed(folder, "x.pb")),
    ];

    private static string[] Fed(string folder, string name) => ["score", Model, "--data", Path.Combine(folder, name), .. FileFormats.Little];

    private static string WriteModel()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("swapscore-fuzz-model").FullName, "model.onnx");
        var space = SearchSpaces.Find("darts");
        ExportSession.Run(new ExportOptions
        {
            Network = new ExportedNetwork(space, space.Named[0].Architecture, space.Tasks[0], NetworkSize.Scoring, Side, Tokens: 1),
            Format = ExportFormat.Onnx,
            Path = path,
        });
        return path;
    }

    private static byte[] Array()
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, {Side}, {Side}), }}";
        header = header.PadRight(128 - 10 - 1) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header.Select(character => (byte)character), .. Values()];
    }

    private static byte[] Zip(byte[] array)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("x.npy", CompressionLevel.NoCompression).Open();
            entry.Write(array);
        }

        return stream.ToArray();
    }

    /// <summary>A TensorProto: dims (1), data_type float (2), raw_data (9).</summary>
    private static byte[] Tensor()
    {
        var values = Values();
        return [0x08, 2, 0x08, 3, 0x08, Side, 0x08, Side, 0x10, 1, 0x4A, (byte)(values.Length & 0x7F | 0x80), (byte)(values.Length >> 7), .. values];
    }

    private static byte[] Values() => [.. Enumerable.Range(0, 2 * 3 * Side * Side).SelectMany(i => BitConverter.GetBytes(MathF.Sin(i * 0.7f)))];
}
