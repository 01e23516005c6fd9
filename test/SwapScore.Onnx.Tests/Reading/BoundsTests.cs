using Google.Protobuf;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;
using AttributeType = SwapScore.Onnx.Schema.AttributeProto.Types.AttributeType;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Reading;

/// <summary>Models that would take for ever: functions, loops and inputs without number, pipes that nobody writes to.</summary>
public sealed class BoundsTests
{
    private const int Functions = 15;

    [Fact]
    public void Functions_ThatDoubleAtEachStep_AreRefused()
    {
        var model = Doubling(inBranches: false);

        Refuses(model, "its functions unfold to more than 100000 nodes");
    }

    [Fact]
    public void Functions_ThatDoubleInsideBranches_AreRefused()
    {
        var model = Doubling(inBranches: true);

        Refuses(model, "its functions");
    }

    [Fact]
    public void Inputs_WithoutNumber_AreRefused()
    {
        var sketch = new Sketch();
        for (var i = 0; i < 20_000; i++) sketch.Input($"x{i}", DataType.Float, -1, 4);
        sketch.Output(sketch.Activation("Relu", "x0"));

        Refuses(sketch.Model, "it has 20000 inputs, more than 1000");
    }

    [Fact]
    public void Loop_ThatCountsNoRoundsAndNeverStops_IsRefused() => Refuses(Looping(stops: false), "never ends");

    [Fact]
    public void Loop_WithoutATripCount_IsRead()
    {
        var source = new NoiseSamples(new SampleOptions { Count = 3 });

        var inspection = ModelInspection.Create(OnnxModel.Parse(Looping(stops: true).ToByteArray(), "m"), source, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(4, inspection.Neurons);
    }

    [Fact]
    public void Loop_WhoseEndDependsOnValues_StopsWhenAsked()
    {
        // It goes on while a value that never falls below 0 is above −1.
        var model = Looping(stops: true);
        model.Graph.Initializer.Single(constant => constant.Name == "bound").RawData = ByteString.CopyFrom(BitConverter.GetBytes(-1f));
        model.Graph.Node.Add(new NodeProto { OpType = "Relu", Input = { model.Graph.Output[0].Name }, Output = { "last" } });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(500);

        Assert.ThrowsAny<OperationCanceledException>(() =>
            ModelInspection.Create(OnnxModel.Parse(model.ToByteArray(), "m"), new NoiseSamples(new SampleOptions { Count = 3 }), cancellation: stop.Token));
    }

    [Fact]
    public void FixedBatch_OfTooManySamples_IsRefusedBeforeAnyIsMade()
    {
        var sketch = new Sketch();
        var x = sketch.ConvBnRelu("conv", sketch.Image(1 << 16, 3, 8), 3, 4, 3);
        var model = OnnxModel.Parse(sketch.Output(x).Bytes, "m");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var fault = Assert.Throws<InputException>(() => ModelInspection.Create(model, new NoiseSamples(new SampleOptions { Count = 2 })));

        Assert.Contains("its batch is fixed at 65536, more than 4096 samples", fault.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void ExternalData_InAPipe_IsRefusedWithoutWaiting()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes of the file system are those of Unix");
        var folder = Directory.CreateTempSubdirectory("swapscore");
        try
        {
            using (var make = System.Diagnostics.Process.Start("mkfifo", Path.Combine(folder.FullName, "weights.bin"))) make.WaitForExit();
            var sketch = Zoo.SqueezeNet();
            var tensor = sketch.Model.Graph.Initializer[0];
            tensor.RawData = ByteString.Empty;
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "weights.bin" });
            var path = Path.Combine(folder.FullName, "model.onnx");
            File.WriteAllBytes(path, sketch.Bytes);

            var fault = Assert.Throws<InputException>(() => OnnxModel.Read(path));

            Assert.Contains("of weights.bin, which has 0", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Functions, each of which calls the next one three times, or twice in branches.</summary>
    private static ModelProto Doubling(bool inBranches)
    {
        var sketch = new Sketch();
        sketch.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "own", Version = 1 });
        for (var i = 0; i < Functions; i++)
        {
            var function = new FunctionProto { Domain = "own", Name = $"f{i}", Input = { "x" }, Output = { "y" } };
            if (inBranches)
            {
                function.Node.Add(new NodeProto { OpType = "Constant", Output = { "c" }, Attribute = { new AttributeProto { Name = "value_int", I = 1, Type = AttributeType.Int } } });
                function.Node.Add(new NodeProto
                {
                    OpType = "If",
                    Input = { "c" },
                    Output = { "y" },
                    Attribute = { Branch("then_branch", Call(i, "x", "t"), "t"), Branch("else_branch", Call(i, "x", "e"), "e") },
                });
            }
            else
            {
                function.Node.Add([Call(i, "x", "t"), Call(i, "t", "u"), Call(i, "u", "y")]);
            }

            sketch.Model.Functions.Add(function);
        }

        sketch.Input("x", DataType.Float, -1, 4);
        sketch.Model.Graph.Node.Add(Call(-1, "x", "z"));
        sketch.Output(sketch.Activation("Relu", "z"));
        return sketch.Model;
    }

    private static NodeProto Call(int from, string input, string output) =>
        from == Functions - 1 ? new NodeProto { OpType = "Abs", Input = { input }, Output = { output } } : new NodeProto { Domain = "own", OpType = $"f{from + 1}", Input = { input }, Output = { output } };

    private static AttributeProto Branch(string name, NodeProto node, string output) => new()
    {
        Name = name,
        Type = AttributeType.Graph,
        G = new GraphProto { Name = name, Node = { node }, Output = { new ValueInfoProto { Name = output } } },
    };

    /// <summary>A loop that halves its value, while it is large or for ever.</summary>
    private static ModelProto Looping(bool stops)
    {
        var sketch = new Sketch();
        var x = sketch.Input("x", DataType.Float, -1, 4);
        var body = new GraphProto { Name = "body" };
        body.Input.Add([new ValueInfoProto { Name = "round" }, new ValueInfoProto { Name = "goes on" }, new ValueInfoProto { Name = "value" }]);
        body.Node.Add(new NodeProto { OpType = "Mul", Input = { "value", "half" }, Output = { "halved" } });
        if (stops)
        {
            body.Node.Add(new NodeProto { OpType = "ReduceMax", Input = { "halved" }, Output = { "largest" }, Attribute = { Sketch.Int("keepdims", 0) } });
            body.Node.Add(new NodeProto { OpType = "Greater", Input = { "largest", "bound" }, Output = { "is large" } });
        }

        body.Output.Add([new ValueInfoProto { Name = stops ? "is large" : "goes on" }, new ValueInfoProto { Name = "halved" }]);
        body.Input[0].Type = Type(DataType.Int64);
        body.Input[1].Type = Type(DataType.Bool);
        body.Input[2].Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float } };
        sketch.Initializer("half", [0.5f]);
        sketch.Initializer("bound", [0.5f]);
        sketch.Model.Graph.Initializer.Add(new TensorProto { Name = "true", DataType = (int)DataType.Bool, RawData = ByteString.CopyFrom(1) });
        var value = sketch.Activation("Relu", sketch.Node("MatMul", [x, sketch.Weight("w", 4, 4)]));
        var loop = sketch.Node("Loop", ["", "true", value], new AttributeProto { Name = "body", G = body, Type = AttributeType.Graph });
        return sketch.Output(loop).Model;

        static TypeProto Type(DataType type) => new() { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = new TensorShapeProto() } };
    }

    private static void Refuses(ModelProto model, string reason) =>
        Assert.Contains(reason, Assert.Throws<InputException>(() => OnnxModel.Parse(model.ToByteArray(), "m.onnx")).Message, StringComparison.Ordinal);
}
