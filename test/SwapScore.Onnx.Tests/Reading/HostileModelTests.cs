using Google.Protobuf;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;

namespace SwapScore.Onnx.Tests.Reading;

/// <summary>Damaged and malicious files: one clear line each, before anything large is allocated or run.</summary>
public sealed class HostileModelTests
{
    [Fact]
    public void RandomBytes_AreNoModel()
    {
        var bytes = new byte[1000];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(i * i * 31 + 7 * i + 200);

        Refuses(bytes, "is not an ONNX model");
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void TruncatedFile_SaysWhereItEnds(double part)
    {
        var bytes = Zoo.SqueezeNet().Bytes;

        Refuses(bytes[..(int)(part * bytes.Length)], "claims");
    }

    [Fact]
    public void ClaimOfTwoGigabytesInAKilobyte_IsRefusedWithoutAllocating()
    {
        var sketch = Zoo.SqueezeNet();
        sketch.Model.Graph.Initializer.Clear();
        var claim = new TensorProto { Name = "features.0.weight", DataType = 1, RawData = ByteString.CopyFrom(new byte[64]) };
        claim.Dims.Add([500, 1000, 1000]);
        sketch.Model.Graph.Initializer.Add(claim);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refuses(sketch.Bytes, "needs 2000000000 bytes of data but holds 64");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Theory]
    [InlineData(-5, "impossible shape")]
    [InlineData(long.MaxValue, "impossible shape")]
    [InlineData(1L << 40, "larger than 2 GiB")]
    public void AbsurdDimensions_AreRefused(long dimension, string reason)
    {
        var sketch = Zoo.SqueezeNet();
        sketch.Model.Graph.Initializer[0].Dims[1] = dimension;
        sketch.Model.Graph.Initializer[0].Dims[2] = 8;

        Refuses(sketch.Bytes, reason);
    }

    [Fact]
    public void AbsurdInput_IsRefused() => Refuses(Zoo.SqueezeNet(side: 1 << 20).Bytes, "input input of 1×3×1048576×1048576 is too large");

    [Fact]
    public void ManyTinyFields_AreRefusedBeforeTheyBecomeObjects()
    {
        // A graph of five million empty nodes: two bytes each in the file, hundreds in memory.
        var nodes = new byte[10_000_000];
        for (var i = 0; i < nodes.Length; i += 2) nodes[i] = 0x0A;
        var head = new byte[] { 0x3A, 0x80, 0xAD, 0xE2, 0x04 };

        Refuses([.. head, .. nodes], "parts");
    }

    [Fact]
    public void Cycle_IsNamed()
    {
        var sketch = new Sketch();
        sketch.Input("x", TensorProto.Types.DataType.Float, -1, 4);
        sketch.Node("a/Add", ["x", "/b/Relu_output_0"]);
        sketch.Output(sketch.Node("b/Relu", ["/a/Add_output_0"]));

        Refuses(sketch.Bytes, "cycle");
    }

    [Fact]
    public void MissingInitializer_IsNamed()
    {
        var sketch = Zoo.SqueezeNet();
        sketch.Model.Graph.Initializer.RemoveAt(0);

        Refuses(sketch.Bytes, "/features/0/Conv (Conv) reads features.0.weight, which no node, input or initialiser gives");
    }

    [Fact]
    public void OldOpset_IsRefused() => Refuses(Zoo.ResNet(opset: 6).Bytes, "opset 6, older than 7");

    [Theory]
    [InlineData("QuantizeLinear")]
    [InlineData("DequantizeLinear")]
    [InlineData("QLinearConv")]
    [InlineData("QLinearAdd")]
    [InlineData("MatMulInteger")]
    public void QuantizedModel_IsRefusedWithTheReason(string operation)
    {
        var sketch = new Sketch();
        var x = sketch.Node(operation, [sketch.Input("x", TensorProto.Types.DataType.Float, -1, 4), sketch.Filled("s", 0.1f), "s"]);
        sketch.Output(sketch.Activation("Relu", x));

        Refuses(sketch.Bytes, $"it is quantised (/{operation} ({operation}))");
    }

    [Fact]
    public void Operation_WithoutASureResult_IsRefused()
    {
        var sketch = new Sketch();
        sketch.Output(sketch.Activation("Relu", sketch.Node("WordConvEmbedding", [sketch.Input("x", TensorProto.Types.DataType.Int32, -1, 4)])));

        Refuses(sketch.Bytes, "has no sure result");
    }

    [Fact]
    public void ForeignOperation_IsNamed()
    {
        var sketch = Zoo.SqueezeNet();
        sketch.Model.Graph.Node[^1].Domain = "com.example";

        Refuses(sketch.Bytes, "is an operation of 'com.example'");
    }

    [Theory]
    [InlineData("kernel_shape", 1_000_000_000)]
    [InlineData("strides", 0)]
    [InlineData("pads", 1L << 50)]
    public void AbsurdSetting_IsRefused(string name, long value)
    {
        var sketch = Zoo.SqueezeNet();
        sketch.Model.Graph.Node[0].Attribute.Single(attribute => attribute.Name == name).Ints[0] = value;

        Refuses(sketch.Bytes, $"has {name} {value}");
    }

    [Theory]
    [InlineData("../weights.bin", "outside the folder")]
    [InlineData("/etc/passwd", "outside the folder")]
    [InlineData("a/../../weights.bin", "outside the folder")]
    [InlineData("", "outside the folder")]
    [InlineData("missing.bin", "is missing")]
    [InlineData("link.bin", "is a link")]
    [InlineData("short.bin", "which has 3")]
    public void ExternalData_OutsideTheFolderOrIncomplete_IsRefused(string location, string reason)
    {
        var outer = Directory.CreateTempSubdirectory("swapscore");
        try
        {
            var folder = outer.CreateSubdirectory("model");
            File.WriteAllBytes(Path.Combine(outer.FullName, "weights.bin"), new byte[1 << 20]);
            File.WriteAllBytes(Path.Combine(folder.FullName, "short.bin"), new byte[3]);
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "link.bin"), Path.Combine(outer.FullName, "weights.bin"));
            var sketch = Zoo.SqueezeNet();
            MakeExternal(sketch.Model.Graph.Initializer[0], location);
            var path = Path.Combine(folder.FullName, "model.onnx");
            File.WriteAllBytes(path, sketch.Bytes);

            var fault = Assert.Throws<InputException>(() => OnnxModel.Read(path));

            Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            outer.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task ExternalData_InTheFolder_IsRead()
    {
        var folder = Directory.CreateTempSubdirectory("swapscore");
        try
        {
            var sketch = Zoo.SqueezeNet();
            var whole = sketch.Bytes;
            var data = sketch.Model.Graph.Initializer[0].RawData.ToByteArray();
            File.WriteAllBytes(Path.Combine(folder.FullName, "weights.bin"), [1, 2, 3, 4, .. data, 9]);
            MakeExternal(sketch.Model.Graph.Initializer[0], "weights.bin", 4);
            var path = Path.Combine(folder.FullName, "model.onnx");
            await File.WriteAllBytesAsync(path, sketch.Bytes, TestContext.Current.CancellationToken);

            var constant = OnnxModel.Read(path).Graph.Constants["features.0.weight"];

            Assert.Equal(OnnxModel.Parse(whole, "m").Graph.Constants["features.0.weight"].RawData, constant.RawData);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Symbols_ThatGrowWithoutBound_AreRefusedBeforeTheyAreComputed()
    {
        // Repeats every value a million times, twice.
        var sketch = new Sketch();
        var x = sketch.Input("x", TensorProto.Types.DataType.Float, -1, 4);
        x = sketch.Node("Tile", [x, sketch.Constant(1, 1_000_000)]);
        x = sketch.Node("Tile", [x, sketch.Constant(1, 1_000_000)]);
        sketch.Output(sketch.Activation("Relu", x));
        var model = OnnxModel.Parse(sketch.Bytes, "m");

        var fault = Assert.Throws<InputException>(() => ModelInspection.Create(model, new NoiseSamples(new SampleOptions { Count = 2 })));

        Assert.Contains("absurdly large", fault.Message, StringComparison.Ordinal);
    }

    private static void MakeExternal(TensorProto tensor, string location, long offset = 0)
    {
        tensor.RawData = ByteString.Empty;
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = $"{offset}" });
    }

    private static void Refuses(byte[] bytes, string reason) =>
        Assert.Contains(reason, Assert.Throws<InputException>(() => OnnxModel.Parse(bytes, "m.onnx")).Message, StringComparison.Ordinal);
}
