using System.Runtime.InteropServices;
using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Tests.Models;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Samples;

public sealed class SampleTests
{
    private static readonly RealSamples Real = new(
        "natural32",
        side => BuiltInImages.Natural32.Take(4).Resize(side),
        length => new Batch(new Shape(1, 1, Math.Min(3, length)), [5, 2000, 0, 7, 8, 9, 1, 0, 0, 4, 4, 4], "texts"),
        new SampleOptions { Count = 4 });

    /// <summary>Windows and people write extensions as they like.</summary>
    [Theory]
    [InlineData("X7.NPY")]
    [InlineData("a.Npz")]
    [InlineData("a.PB")]
    [InlineData("a.Raw")]
    public void Takes_ExtensionInAnyCase_AreNumbers(string path) => Assert.True(ArraySamples.Takes(path));

    [Fact]
    public void Images_ChannelsLast_AreTheSamePixelsAsChannelsFirst()
    {
        var first = Real.For(OnnxModel.Parse(Zoo.SqueezeNet(side: 48).Bytes, "nchw")).Tensors[0];
        var last = Real.For(OnnxModel.Parse(Zoo.Keras(side: 48).Bytes, "nhwc")).Tensors[0];

        Assert.Equal([3, 48, 48], first.Dimensions);
        Assert.Equal([48, 48, 3], last.Dimensions);
        var planar = MemoryMarshal.Cast<byte, float>(first.Values);
        var mixed = MemoryMarshal.Cast<byte, float>(last.Values);
        Assert.Equal(planar[2 * 6912 + 1 * 2304 + 7 * 48 + 5], mixed[2 * 6912 + (7 * 48 + 5) * 3 + 1]);
        Assert.Equal(BuiltInImages.Natural32.Take(4).Resize(48).ToBatch(0, 4).Values.ToArray(), planar.ToArray());
    }

    [Fact]
    public void Tokens_BecomeNumbersMaskAndTypes_WithinTheVocabulary()
    {
        var tensors = Real.For(OnnxModel.Parse(Zoo.Bert().Bytes, "bert")).Tensors;

        // The model knows 1,000 tokens: 2,000 falls on 1 + 2000 mod 999.
        Assert.Equal([5, 3, 0, 7, 8, 9, 1, 0, 0, 4, 4, 4], MemoryMarshal.Cast<byte, long>(tensors[0].Values).ToArray());
        Assert.Equal([1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1], MemoryMarshal.Cast<byte, long>(tensors[1].Values).ToArray());
        Assert.All(MemoryMarshal.Cast<byte, long>(tensors[2].Values).ToArray(), type => Assert.Equal(0, type));
    }

    [Fact]
    public void Tokens_OfAFixedLength_ArePadded() =>
        Assert.Equal([8], Real.For(OnnxModel.Parse(Zoo.Bert(length: 8).Bytes, "bert")).Tensors[0].Dimensions);

    [Fact]
    public void InputsThatAreNeither_AskForNumbers()
    {
        var sketch = new Sketch();
        var x = sketch.Input("features", DataType.Float, -1, 6);
        sketch.Output(sketch.Activation("Relu", sketch.Linear("fc", x, 6, 4)));

        Assert.Contains("neither images nor tokens", Assert.Throws<InputException>(() => Real.For(OnnxModel.Parse(sketch.Bytes, "m"))).Message);
    }

    [Fact]
    public async Task InputOfUnknownShape_TakesNumbersAsTheyAre()
    {
        var sketch = Zoo.SqueezeNet();
        sketch.Model.Graph.Input[0].Type.TensorType.Shape = null;
        var path = Path.Combine(Directory.CreateTempSubdirectory("swapscore").FullName, "batch.raw.npy");
        byte[] header = [.. "{'descr': '<f4', 'fortran_order': False, 'shape': (5, 3, 32, 32), }"u8];
        await File.WriteAllBytesAsync(path, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. MemoryMarshal.AsBytes<float>(Enumerable.Range(0, 5 * 3072).Select(i => MathF.Sin(i)).ToArray())], TestContext.Current.CancellationToken);

        var result = await Scored.Of(sketch.Bytes, ArraySamples.Read(path, 5));

        Assert.Null(result.Failure);
        Assert.Equal((await Scored.Of(Zoo.SqueezeNet().Bytes, ArraySamples.Read(path, 5))).Metrics["swap"].Mean, result.Metrics["swap"].Mean);
        Assert.Throws<InputException>(() => new NoiseSamples(new SampleOptions()).For(OnnxModel.Parse(sketch.Bytes, "m")));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void SideThatIsNotTheModels_IsRefused()
    {
        var source = new RealSamples("x", side => BuiltInImages.Natural32.Take(2).Resize(side), _ => throw new InvalidOperationException(), new SampleOptions { Count = 2, Side = 64 });

        Assert.Throws<UsageException>(() => source.For(OnnxModel.Parse(Zoo.SqueezeNet(side: 48).Bytes, "m")));
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", 16, "Fortran order")]
    [InlineData("{'descr': '>f4', 'fortran_order': False, 'shape': (2, 2), }", 16, "type >f4")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (200000000, 20), }", 16, "holds 16 bytes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", 15, "holds 15 bytes")]
    [InlineData("nonsense", 16, "header that cannot be read")]
    public void NumberFile_Damaged_SaysHow(string header, int bytes, string reason)
    {
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header.Select(character => (byte)character), .. new byte[bytes]];

        Assert.Contains(reason, Assert.Throws<InputException>(() => NpyReader.Read(file, "x.npy")).Message);
        Assert.Throws<InputException>(() => NpyReader.Read(file.AsSpan(0, 9), "x.npy"));
    }

    [Fact]
    public void NumberFile_EndlessHeader_IsRefused()
    {
        // What matched a header twice over took minutes for this one.
        var header = string.Concat(Enumerable.Repeat("'descr': '<f4' 'fortran_order': True ", 1500));
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. header.Select(character => (byte)character)];
        Assert.Contains($"a header of {header.Length} characters", Assert.Throws<InputException>(() => NpyReader.Read(file, "x.npy")).Message, StringComparison.Ordinal);

        header = header[..9900];
        file = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. header.Select(character => (byte)character)];
        Assert.Contains("header that cannot be read", Assert.Throws<InputException>(() => NpyReader.Read(file, "x.npy")).Message, StringComparison.Ordinal);
    }
}
