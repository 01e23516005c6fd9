using Google.Protobuf;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Randomness;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>
/// A small model made at random: a beginning, some changes of the value it gives, and activations between them. Other files hold what it can be made of.
/// </summary>
internal sealed partial class RandomModel
{
    /// <summary>Stands in shapes for the number of samples; −2 for twice as many, and so on.</summary>
    public const int N = -1;

    private const int OldestOpset = 7;
    private const int NewestOpset = 26;

    // Changes that are tried until one suits the value.
    private const int Tries = 12;

    private readonly RandomSequence _draw;
    private readonly Sketch _sketch;
    private readonly string _batchName;
    private readonly bool _isFixed;
    private readonly List<(string Value, int[] Shape)> _earlier = [];
    private string _value = "";
    private List<int> _shape = [];
    private int _names;

    /// <param name="number">Which model.</param>
    /// <param name="reference">
    /// Samples it is written for where its batch is fixed, and in single precision: otherwise it is the same. Null for the model as it is judged.
    /// </param>
    public RandomModel(int number, int? reference)
    {
        _draw = RandomKey.FromSeed(number).Draw();
        _sketch = new Sketch(OldestOpset + Choose(NewestOpset - OldestOpset + 1));
        var batch = Choose(5) switch { 0 => 1, 1 => 5, _ => N };
        _isFixed = batch != N;
        _batchName = new[] { "batch", "N", "" }[Choose(3)];
        Batch = _isFixed ? reference ?? batch : N;
        Build();
        if (Choose(8) == 0) Model.Graph.Input.Add(Model.Graph.Initializer.Select(tensor => Typed(tensor.Name, (DataType)tensor.DataType, tensor.Dims)).ToList());
        if (Choose(6) == 0) Change(Choose(3) switch { 0 => DataType.Double, 1 => DataType.Bfloat16, _ => DataType.Float16 }, reference is not null);
    }

    /// <summary>The samples it is fixed at; −1 when it takes any number.</summary>
    public int Batch { get; }

    /// <summary>Whether it draws random numbers.</summary>
    public bool IsRandom { get; private set; }

    /// <summary>Whether values of a sample depend on others it is run with.</summary>
    public bool Mixes { get; private set; }

    /// <summary>Inputs, with their dimensions; a negative one holds the samples.</summary>
    public List<(string Name, DataType Type, int[] Shape)> Inputs { get; } = [];

    /// <summary>The activations: what they are functions of where that can be seen, what they give, and its dimensions.</summary>
    public List<(string? Source, string Output, int[] Shape)> Activations { get; } = [];

    /// <summary>What was put into it, for people.</summary>
    public List<string> Parts { get; } = [];

    public ModelProto Model => _sketch.Model;

    private int Choose(int count) => _draw.Next(count);

    private bool Since(int opset) => _sketch.Opset >= opset;

    private void Build()
    {
        Action[] beginnings = [Image, Image, Signal, Vector, Vector, Steps, Steps, Tokens, Siamese, Recurrent, Scaled, Paired, Alone];
        beginnings[Choose(beginnings.Length)]();
        Activate();
        for (var left = 1 + Choose(5); left > 0; left--)
        {
            _earlier.Add((_value, [.. _shape]));
            Change();
            if (Choose(3) > 0) Activate();
        }

        Activate();
        _sketch.Output(_value);
    }

    private void Change()
    {
        Func<bool>[] common =
        [
            Map, Map, Bias, Bend, Join, Normalize, Call, Branch, Turn, Weigh, Reduce, Cut, Take, Border, Rearranged, Repeat, Sum, Leave,
        ];
        Func<bool>[] images = [Convolve, Convolve, Convolve, Spread, Pool, Pool, Shuffle, Squeezed];
        Func<bool>[] sequences = [Attend, Attend, Recur, Scan, Gram, AddToken];
        Func<bool>[] rows = [MergeRows, Windows, MergeRows];
        Func<bool>[] rare = [AddNoise, Scramble, Center, Contrast, Quantize, Select, Loop];
        for (var left = Tries; left > 0; left--)
        {
            var group = Choose(20) switch { < 8 => common, < 12 => images, < 16 => sequences, < 19 => rows, _ => rare };
            if (group[Choose(group.Length)]()) return;
        }
    }

    /// <summary>Keeps numbers in another precision; the reference has the same numbers in single precision.</summary>
    private void Change(DataType type, bool isReference)
    {
        Parts.Add($"{type}");
        foreach (var tensor in Model.Graph.Initializer.Concat(Model.Graph.Node.SelectMany(Tensors)).Where(tensor => tensor.DataType == (int)DataType.Float))
        {
            var numbers = TensorValues.Encode(TensorValues.Reals(tensor), (int)type);
            tensor.RawData = ByteString.CopyFrom(isReference ? TensorValues.Encode(TensorValues.Reals(numbers, (int)type), (int)DataType.Float) : numbers);
            if (!isReference) tensor.DataType = (int)type;
        }

        if (isReference) return;
        foreach (var value in Model.Graph.Input.Concat(Model.Graph.Node.SelectMany(Bodies).SelectMany(body => body.Input.Concat(body.Output))))
            if (value.Type?.TensorType is { ElemType: (int)DataType.Float } tensor) tensor.ElemType = (int)type;
        foreach (var node in Model.Graph.Node.Where(node => node.OpType == "Cast"))
            foreach (var to in node.Attribute.Where(attribute => attribute.I == (int)DataType.Float)) to.I = (int)type;
    }

    private static IEnumerable<TensorProto> Tensors(NodeProto node) => node.Attribute.Select(attribute => attribute.T).OfType<TensorProto>();

    private static IEnumerable<GraphProto> Bodies(NodeProto node) => node.Attribute.Select(attribute => attribute.G).OfType<GraphProto>();

    private string Name() => $"v{_names++}";

    private string Node(string type, IEnumerable<string> inputs, params AttributeProto[] attributes) => _sketch.Node(type, inputs, attributes);

    /// <summary>Replaces the value by what a node makes of it.</summary>
    private bool Add(string part, string type, IEnumerable<string> inputs, params AttributeProto[] attributes)
    {
        Parts.Add(part);
        _value = Node(type, inputs, attributes);
        return true;
    }

    /// <summary>Dimensions as they are written into the model: −1 for what holds the samples, unless it is fixed.</summary>
    private long[] Written(IEnumerable<int> shape) => [.. shape.Select(dimension => dimension >= 0 ? (long)dimension : Batch == N ? -1 : -dimension * Batch)];

    private static ValueInfoProto Typed(string name, DataType type, IEnumerable<long>? dimensions = null)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type };
        if (dimensions is not null)
        {
            tensor.Shape = new TensorShapeProto();
            tensor.Shape.Dim.Add(dimensions.Select(dimension => new TensorShapeProto.Types.Dimension { DimValue = dimension }));
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
