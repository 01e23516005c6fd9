using System.IO.Compression;
using Google.Protobuf;
using SwapScore.Onnx.Schema;
using SwapScore.Spaces;
using SwapScore.Workflows;
using SwapScore.Workflows.Export;

namespace SwapScore.Fuzz.Formats;

/// <summary>Models, and numbers fed to them.</summary>
internal static class ModelFormats
{
    private const int Side = 8;
    private const string WeightsName = "weights.bin";

    private static readonly string Model = WriteModel();
    private static readonly byte[] Numpy = Array();

    public static IReadOnlyList<FileFormat> All { get; } =
    [
        new("onnx, inspected", "model.onnx", File.ReadAllBytes(Model), folder => ["inspect", Path.Combine(folder, "model.onnx"), "--batch-size", "2"]),
        new("onnx, scored", "model.onnx", File.ReadAllBytes(Model), folder => ["score", Path.Combine(folder, "model.onnx"), .. FileFormats.Little]),
        new("npy", "x.npy", Numpy, folder => Fed(folder, "x.npy")),
        new("npz", "x.npz", Zip(Numpy), folder => Fed(folder, "x.npz")),
        new("onnx with weights in a file of their own", "model.onnx", Outside(), folder =>
        {
            File.WriteAllBytes(Path.Combine(folder, WeightsName), new byte[sizeof(float) * Side * Side]);
            return ["score", Path.Combine(folder, "model.onnx"), "--data", "noise", .. FileFormats.Little];
        }),
        new("raw", "x.raw", Values(), folder => Fed(folder, "x.raw")),
        new("pb", "x.pb", Tensor(), folder => Fed(folder, "x.pb")),
    ];

    private static string[] Fed(string folder, string name) => ["score", Model, "--data", Path.Combine(folder, name), .. FileFormats.Little];

    private static string WriteModel()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("swapscore-fuzz-model").FullName, "model.onnx");
        var space = SearchSpaces.Find("darts");
        WorkflowSessions.Export(new ExportOptions
        {
            Space = space,
            Architecture = space.Named[0].Architecture,
            Task = space.Tasks[0],
            Side = Side,
            Format = ExportFormat.Onnx,
            Path = path,
        });
        return path;
    }

    /// <summary>Relu(x · w), with w in another file.</summary>
    private static byte[] Outside()
    {
        var model = new ModelProto { IrVersion = 8, OpsetImport = { new OperatorSetIdProto { Version = 17 } }, Graph = new GraphProto { Name = "g" } };
        model.Graph.Input.Add(Value("x"));
        model.Graph.Output.Add(Value("y"));
        model.Graph.Node.Add(new NodeProto { OpType = "MatMul", Input = { "x", "w" }, Output = { "z" } });
        model.Graph.Node.Add(new NodeProto { OpType = "Relu", Input = { "z" }, Output = { "y" } });
        model.Graph.Initializer.Add(new TensorProto
        {
            Name = "w",
            DataType = 1,
            Dims = { Side, Side },
            DataLocation = TensorProto.Types.DataLocation.External,
            ExternalData =
            {
                new StringStringEntryProto { Key = "location", Value = WeightsName },
                new StringStringEntryProto { Key = "offset", Value = "0" },
                new StringStringEntryProto { Key = "length", Value = "256" },
            },
        });
        return model.ToByteArray();
    }

    private static ValueInfoProto Value(string name)
    {
        var shape = new TensorShapeProto
        {
            Dim = { new TensorShapeProto.Types.Dimension { DimParam = "batch" }, new TensorShapeProto.Types.Dimension { DimValue = Side } },
        };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = shape } } };
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
