using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Tests.Schema;

public sealed class SchemaTests
{
    [Fact]
    public void Model_WrittenWithThisSchema_IsReadByOnnxRuntime()
    {
        using var session = new InferenceSession(Relu().ToByteArray());

        using var input = OrtValue.CreateTensorValueFromMemory([-1f, 0f, 2f], [3]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["x"], [input], ["y"]);
        Assert.Equal([0f, 0f, 2f], outputs[0].GetTensorDataAsSpan<float>());
        Assert.Equal("SwapScore", session.ModelMetadata.ProducerName);
        Assert.Equal("value", session.ModelMetadata.CustomMetadataMap["key"]);
    }

    [Fact]
    public void Model_WithFieldsNotInThisSchema_KeepsThem()
    {
        // Field 20 of a model (training information), which the schema leaves out.
        byte[] foreign = [.. Relu().ToByteArray(), 0xA2, 0x01, 0x02, 0x08, 0x01];

        Assert.Equal(foreign, ModelProto.Parser.ParseFrom(foreign).ToByteArray());
    }

    private static ModelProto Relu() => new()
    {
        IrVersion = 8,
        ProducerName = "SwapScore",
        OpsetImport = { new OperatorSetIdProto { Version = 17 } },
        MetadataProps = { new StringStringEntryProto { Key = "key", Value = "value" } },
        Graph = new GraphProto
        {
            Name = "relu",
            Node = { new NodeProto { OpType = "Relu", Input = { "x" }, Output = { "y" } } },
            Input = { Vector("x") },
            Output = { Vector("y") },
        },
    };

    private static ValueInfoProto Vector(string name) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)TensorProto.Types.DataType.Float,
                Shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimValue = 3 } } },
            },
        },
    };
}
