using System.Globalization;
using Google.Protobuf;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Randomness;
using AttributeType = SwapScore.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>Writes models node by node, with the names PyTorch's exporter gives; notes which values are activations.</summary>
internal sealed class Sketch
{
    private readonly Dictionary<string, int> _counts = [];
    private int _weights;

    public Sketch(int opset = 17, string producer = "pytorch")
    {
        Opset = opset;
        Model = new ModelProto { IrVersion = 8, ProducerName = producer, Graph = new GraphProto { Name = "main_graph" } };
        Model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
    }

    public ModelProto Model { get; }

    public int Opset { get; }

    /// <summary>The values that should be observed, as the author of the model knows them.</summary>
    public List<string> Activations { get; } = [];

    public byte[] Bytes => Model.ToByteArray();

    /// <summary>The node added last.</summary>
    public NodeProto Last => Model.Graph.Node[^1];

    /// <summary>Adds an input; −1 is a free dimension, the first one named like the batch.</summary>
    public string Input(string name, TensorProto.Types.DataType type, params long[] dimensions)
    {
        var shape = new TensorShapeProto();
        foreach (var (index, dimension) in dimensions.Index())
            shape.Dim.Add(dimension < 0 ? new TensorShapeProto.Types.Dimension { DimParam = index == 0 ? "batch" : $"d{index}" } : new TensorShapeProto.Types.Dimension { DimValue = dimension });
        Model.Graph.Input.Add(new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } } });
        return name;
    }

    public string Image(long batch, int channels, int side) => Input("input", TensorProto.Types.DataType.Float, batch, channels, side, side);

    /// <summary>Adds an initialiser of normal numbers, scaled so that signals keep their size.</summary>
    public string Weight(string name, params long[] dimensions)
    {
        var values = new float[dimensions.Aggregate(1L, (product, dimension) => product * dimension)];
        Gaussian.Fill(RandomKey.FromSeed(7).Derive(RandomPurpose.Parameter, _weights++), values);
        var deviation = MathF.Sqrt(2f * dimensions[0] / values.Length);
        foreach (ref var value in values.AsSpan()) value *= deviation;
        return Initializer(name, values, dimensions);
    }

    public string Filled(string name, float value, params long[] dimensions) =>
        Initializer(name, [.. Enumerable.Repeat(value, (int)dimensions.Aggregate(1L, (product, dimension) => product * dimension))], dimensions);

    public string Initializer(string name, float[] values, params long[] dimensions)
    {
        Model.Graph.Initializer.Add(Tensor(name, values, dimensions));
        return name;
    }

    /// <summary>A constant as a node, as TorchScript writes them.</summary>
    public string Constant(float value) => ConstantNode(Tensor("", [value]));

    public string Constant(params long[] values) => ConstantNode(TensorValues.OfIntegers("", values, values.Length));

    public string Scalar(long value) => ConstantNode(TensorValues.OfIntegers("", [value]));

    /// <summary>Adds a node; its name counts its kind within the scope.</summary>
    /// <param name="path">Scope and operation, for example <c>layer1/0/conv1/Conv</c>; the operation is the last part.</param>
    public string Node(string path, IEnumerable<string> inputs, params AttributeProto[] attributes)
    {
        var number = _counts[path] = _counts.GetValueOrDefault(path, -1) + 1;
        var name = number == 0 ? $"/{path}" : $"/{path}_{number.ToString(CultureInfo.InvariantCulture)}";
        var node = new NodeProto { Name = name, OpType = path[(path.LastIndexOf('/') + 1)..] };
        node.Input.Add(inputs);
        node.Output.Add($"{name}_output_0");
        node.Attribute.Add(attributes);
        Model.Graph.Node.Add(node);
        return node.Output[0];
    }

    public string Activation(string path, params string[] inputs)
    {
        Activations.Add(Node(path, inputs));
        return Activations[^1];
    }

    public Sketch Output(string value)
    {
        Model.Graph.Output.Add(new ValueInfoProto { Name = value });
        return this;
    }

    public string Conv(string scope, string x, int from, int to, int kernel, int stride = 1, int padding = -1, int group = 1, bool bias = false)
    {
        if (padding < 0) padding = kernel / 2;
        var weight = Weight($"{scope}.weight", to, from / group, kernel, kernel);
        string[] inputs = bias ? [x, weight, Weight($"{scope}.bias", to)] : [x, weight];
        return Node(
            $"{scope.Replace('.', '/')}/Conv",
            inputs,
            Ints("dilations", 1, 1),
            Int("group", group),
            Ints("kernel_shape", kernel, kernel),
            Ints("pads", padding, padding, padding, padding),
            Ints("strides", stride, stride));
    }

    public string BatchNorm(string scope, string x, int channels) => Node(
        $"{scope.Replace('.', '/')}/BatchNormalization",
        [
            x, Filled($"{scope}.weight", 1, channels), Filled($"{scope}.bias", 0, channels), Weight($"{scope}.running_mean", channels),
            Filled($"{scope}.running_var", 1.5f, channels),
        ],
        Float("epsilon", 1e-5f),
        Float("momentum", 0.9f));

    public string ConvBnRelu(string scope, string x, int from, int to, int kernel, int stride = 1, int group = 1, int padding = -1) =>
        Activation($"{scope.Replace('.', '/')}/relu/Relu", BatchNorm($"{scope}.bn", Conv($"{scope}.conv", x, from, to, kernel, stride, padding, group), to));

    public string Pool(string path, string x, int kernel, int stride, int padding = 0) => Node(
        path, [x], Ints("kernel_shape", kernel, kernel), Ints("pads", padding, padding, padding, padding), Ints("strides", stride, stride));

    public string Linear(string scope, string x, int from, int to) =>
        Node($"{scope.Replace('.', '/')}/Gemm", [x, Weight($"{scope}.weight", to, from), Weight($"{scope}.bias", to)], Float("alpha", 1), Float("beta", 1), Int("transB", 1));

    /// <summary>A linear map of the last dimension, as a product and a sum, the weight turned by the exporter.</summary>
    public string TokenLinear(string scope, string x, int from, int to) =>
        Node($"{scope.Replace('.', '/')}/Add", [Weight($"{scope}.bias", to), Node($"{scope.Replace('.', '/')}/MatMul", [x, Weight($"onnx::MatMul_{_weights}", from, to)])]);

    public string Cat(string path, int axis, params string[] inputs) => Node(path, inputs, Int("axis", axis));

    public static AttributeProto Int(string name, long value) => new() { Name = name, I = value, Type = AttributeType.Int };

    public static AttributeProto Float(string name, float value) => new() { Name = name, F = value, Type = AttributeType.Float };

    public static AttributeProto Text(string name, string value) => new() { Name = name, S = ByteString.CopyFromUtf8(value), Type = AttributeType.String };

    public static AttributeProto Ints(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }

    public static TensorProto Tensor(string name, float[] values, params long[] dimensions)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Float, RawData = ByteString.CopyFrom(TensorValues.Encode(values, 1)) };
        tensor.Dims.Add(dimensions);
        return tensor;
    }

    public static NodeProto ConstantNode(string output, TensorProto value) => new()
    {
        OpType = "Constant",
        Output = { output },
        Attribute = { new AttributeProto { Name = "value", T = value, Type = AttributeType.Tensor } },
    };

    private string ConstantNode(TensorProto value)
    {
        var output = Node("Constant", []);
        Model.Graph.Node[^1].Attribute.Add(new AttributeProto { Name = "value", T = value, Type = AttributeType.Tensor });
        return output;
    }
}
