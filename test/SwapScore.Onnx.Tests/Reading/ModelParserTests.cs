using System.Runtime.InteropServices;
using Google.Protobuf;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;

namespace SwapScore.Onnx.Tests.Reading;

public sealed class ModelParserTests
{
    [Fact]
    public void Parse_OfAModel_IsWhatTheOrdinaryParserMakes()
    {
        foreach (var bytes in new[] { Zoo.Vgg(32).Bytes, Zoo.Bert(128).Bytes, Zoo.CaffeShuffleNet().Bytes })
            Assert.Equal(ModelProto.Parser.ParseFrom(bytes), ModelParser.Parse(bytes));
    }

    [Fact]
    public void Parse_OfLargeConstants_LeavesTheirValuesWhereTheyAre()
    {
        var bytes = Zoo.Vgg(32).Bytes;

        var large = ModelParser.Parse(bytes).Graph.Initializer.Where(constant => constant.RawData.Length > 1 << 16).ToList();

        Assert.NotEmpty(large);
        Assert.All(large, constant => Assert.True(MemoryMarshal.TryGetArray(constant.RawData.Memory, out var segment) && ReferenceEquals(segment.Array, bytes)));
    }

    [Fact]
    public void Parse_OfAGraphInTwoRecords_JoinsThem()
    {
        // Readers of protocol buffers join records of one field: lists end to end, of other fields the last.
        byte[] bytes = [.. Zoo.Vgg(32).Model.ToByteArray(), .. new ModelProto { Graph = new GraphProto { Name = "second", Initializer = { new TensorProto { Name = "more" } } } }.ToByteArray()];

        var model = ModelParser.Parse(bytes);

        Assert.Equal("second", model.Graph.Name);
        Assert.Equal("more", model.Graph.Initializer[^1].Name);
        Assert.Equal(ModelProto.Parser.ParseFrom(bytes), model);
    }
}
