using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Tests;

public sealed class ModelContentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_OneFile_IsTheHashOfTheFile()
    {
        var path = Write("a.onnx", Model());
        Assert.Equal(Sha256(File.ReadAllBytes(path)), ModelContent.Read(path));
        Assert.Equal(ModelContent.Read(path), ModelContent.Read(Write("b.onnx", Model())));
    }

    [Fact]
    public void Read_WeightsInAnotherFile_HashesThatFileToo()
    {
        var path = Write("a.onnx", Model("weights.bin"));
        File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), [1, 2, 3, 4]);
        var first = ModelContent.Read(path);
        var lines = $"{Sha256(File.ReadAllBytes(path))}\n{Sha256([1, 2, 3, 4])} weights.bin\n";
        Assert.Equal(Sha256(Encoding.UTF8.GetBytes(lines)), first);
        File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), [1, 2, 3, 5]);
        Assert.NotEqual(first, ModelContent.Read(path));
    }

    [Fact]
    public void Read_WeightsMissing_IsAnInputError()
    {
        var fault = Assert.Throws<InputException>(() => ModelContent.Read(Write("a.onnx", Model("weights.bin"))));
        Assert.Equal("weights.bin, which holds the weights, is missing", fault.Message);
    }

    private static ModelProto Model(string? file = null)
    {
        var weight = new TensorProto { Name = "w", DataType = 1, Dims = { 1 } };
        if (file is null)
        {
            weight.RawData = ByteString.CopyFrom(1, 2, 3, 4);
        }
        else
        {
            weight.DataLocation = TensorProto.Types.DataLocation.External;
            weight.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = file });
        }

        return new ModelProto { Graph = new GraphProto { Node = { new NodeProto { OpType = "Relu", Input = { "w" }, Output = { "y" } } }, Initializer = { weight } } };
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string Write(string name, ModelProto model)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }
}
