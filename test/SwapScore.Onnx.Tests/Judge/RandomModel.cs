using Google.Protobuf;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Randomness;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>
/// A small model made at random: layouts turned round, rows merged and parted, inputs joined along the samples, recurrent states, weights that are computed,
/// random nodes, opsets from 7 on, batches free, fixed or missing, half precision.
/// </summary>
internal sealed class RandomModel
{
    // Stands in shapes for the number of samples.
    private const int N = -1;

    private const int NewestOpset = 23;
    private const int Hidden = 3;

    private readonly RandomSequence _draw;
    private readonly Sketch _sketch;
    private readonly string _batchName;
    private string _value = "";
    private List<int> _shape = [];
    private bool _isJoined;
    private int _weights;

    /// <param name="number">Which model.</param>
    /// <param name="isReference">Whether it is written so that it can be run one sample at a time, and in single precision: otherwise the same.</param>
    public RandomModel(int number, bool isReference)
    {
        _draw = RandomKey.FromSeed(number).Draw();
        _sketch = new Sketch(7 + Choose(NewestOpset - 6));
        var batch = Choose(5) switch { 0 => 1, 1 => 5, _ => N };
        _batchName = new[] { "batch", "N", "" }[Choose(3)];
        Batch = isReference ? N : batch;
        Build();
        if (Choose(6) == 0) Halve(isReference);
    }

    /// <summary>The samples it is fixed at; −1 when it takes any number.</summary>
    public int Batch { get; }

    /// <summary>Whether it draws random numbers.</summary>
    public bool IsRandom { get; private set; }

    /// <summary>Inputs, with their dimensions, −1 for that of the samples.</summary>
    public List<(string Name, int[] Shape)> Inputs { get; } = [];

    /// <summary>Values the activations are functions of.</summary>
    public List<string> Sources { get; } = [];

    /// <summary>What was put into it, for people.</summary>
    public List<string> Parts { get; } = [];

    public ModelProto Model => _sketch.Model;

    public IReadOnlyList<string> Activations => _sketch.Activations;

    private int Choose(int count) => _draw.Next(count);

    private void Build()
    {
        Action[] beginnings = [Image, Vector, Steps, Siamese, Recurrent, Alone];
        beginnings[Choose(beginnings.Length)]();
        Activate();
        for (var left = 1 + Choose(4); left > 0; left--)
        {
            Change();
            if (Choose(3) > 0) Activate();
        }

        Activate();
        _sketch.Output(_value);
    }

    private void Image() => Begin("image", N, 2 + Choose(2), 4, 4);

    private void Vector() => Begin("vector", N, 3 + Choose(5));

    private void Steps()
    {
        var (steps, features) = (2 + Choose(3), 3 + Choose(3));
        if (Choose(2) == 0) Begin("steps", N, steps, features);
        else Begin("steps", steps, N, features);
        Map();
    }

    /// <summary>Two inputs that go through the same map, joined along the samples.</summary>
    private void Siamese()
    {
        Begin("left", N, 4);
        var left = _value;
        Begin("right", N, 4);
        Add("siamese", "Concat", [left, _value], Sketch.Int("axis", 0));
        _isJoined = true;
        Map();
    }

    private void Recurrent()
    {
        Begin("sequence", 3, N, 4);
        var (sequence, weights) = (_value, new List<string> { Weight(1, 4 * Hidden, 4), Weight(1, 4 * Hidden, Hidden) });
        if (Choose(2) == 0)
        {
            Begin("state", 1, N, Hidden);
            weights.AddRange(["", "", _value]);
        }

        Add("lstm", "LSTM", [sequence, .. weights], Sketch.Int("hidden_size", Hidden));
        _shape = [3, 1, N, Hidden];
    }

    /// <summary>A model that has no dimension for samples.</summary>
    private void Alone()
    {
        Begin("alone", 7);
        Map();
    }

    private void Begin(string name, params int[] shape)
    {
        Parts.Add($"{name} {string.Join('×', shape)}");
        _value = _sketch.Input(name, DataType.Float, [.. shape.Select(dimension => (long)(dimension == N ? Batch : dimension))]);
        var samples = Array.IndexOf(shape, N);
        if (samples >= 0 && Batch == N) Model.Graph.Input[^1].Type.TensorType.Shape.Dim[samples].DimParam = _batchName;
        Inputs.Add((name, shape));
        _shape = [.. shape];
    }

    private void Change()
    {
        Action[] changes = _isJoined || _shape.Count < 2 || !_shape.Contains(N) ? [Map] : [Map, Turn, MergeRows, Convolve, AddNoise, Scramble, Weigh];
        changes[Choose(changes.Length)]();
    }

    /// <summary>A linear map of the last dimension, where that is not the samples'.</summary>
    private void Map()
    {
        if (!_isJoined && _shape[^1] == N) Turn();
        var (from, to) = (_shape[^1], 2 + Choose(5));
        if (from == N) return;
        Add("map", "MatMul", [_value, Weight(from, to)]);
        _shape[^1] = to;
    }

    /// <summary>Another order of the dimensions.</summary>
    private void Turn()
    {
        var order = Enumerable.Range(0, _shape.Count).OrderBy(_ => Choose(1000)).ToArray();
        Add("turn", "Transpose", [_value], Sketch.Ints("perm", [.. order.Select(axis => (long)axis)]));
        _shape = [.. order.Select(axis => _shape[axis])];
    }

    /// <summary>All dimensions but the last become rows, are mapped, and become dimensions again.</summary>
    private void MergeRows()
    {
        if (_shape[^1] == N) Turn();
        if (_shape[^1] == N) return;
        var features = _shape[^1];
        var rows = Batch == N ? -1 : Written(_shape).SkipLast(1).Aggregate(1L, (product, dimension) => product * dimension);
        Add("merge", "Reshape", [_value, _sketch.Constant(rows, features)]);
        Add("map", "MatMul", [_value, Weight(features, features)]);
        Activate();
        Add("part", "Reshape", [_value, _sketch.Constant(Written(_shape))]);
    }

    /// <summary>Makes rows of what lies side by side: those of samples where they are outermost, otherwise rows that mix them.</summary>
    private void Scramble()
    {
        var count = _shape.Where(dimension => dimension != N).Aggregate(1, (product, dimension) => product * dimension);
        Add("scramble", "Reshape", [_value, _sketch.Constant(Batch, count)]);
        _shape = [N, count];
        Map();
    }

    private void Weigh()
    {
        if (_shape[^1] == N) return;
        Add("softmax", "Softmax", [_value], Sketch.Int("axis", _shape.Count - 1));
        Map();
    }

    private void Convolve()
    {
        if (_shape is not [N, var from, > 2, > 2]) return;
        var to = 2 + Choose(3);
        var weight = Weight(to, from, 3, 3);
        if (Choose(2) == 0)
        {
            Parts.Add("weight norm");
            weight = _sketch.Node("Mul", [Weight(to, 1, 1, 1), _sketch.Node("Div", [weight, _sketch.Node("Exp", [weight])])]);
        }

        Add("conv", "Conv", [_value, weight], Sketch.Ints("kernel_shape", 3, 3), Sketch.Ints("pads", 1, 1, 1, 1));
        _shape[1] = to;
    }

    private void AddNoise()
    {
        if (Choose(4) > 0) return;
        IsRandom = true;
        Add("noise", "Add", [_value, _sketch.Node("RandomNormalLike", [_value])]);
    }

    private void Activate()
    {
        Sources.Add(_value);
        _value = _sketch.Activation(Choose(3) == 0 ? "LeakyRelu" : "Relu", _value);
    }

    /// <summary>Keeps weights in half precision; the reference has the same weights in single precision.</summary>
    private void Halve(bool isReference)
    {
        Parts.Add("half");
        foreach (var tensor in Model.Graph.Initializer)
        {
            var half = TensorValues.Encode(TensorValues.Reals(tensor), (int)DataType.Float16);
            tensor.RawData = ByteString.CopyFrom(isReference ? TensorValues.Encode(TensorValues.Reals(half, (int)DataType.Float16), (int)DataType.Float) : half);
            if (!isReference) tensor.DataType = (int)DataType.Float16;
        }

        if (isReference) return;
        foreach (var input in Model.Graph.Input) input.Type.TensorType.ElemType = (int)DataType.Float16;
    }

    private long[] Written(IEnumerable<int> shape) => [.. shape.Select(dimension => (long)(dimension == N ? Batch : dimension))];

    private string Weight(params long[] dimensions) => _sketch.Weight($"w{_weights++}", dimensions);

    private void Add(string part, string type, IEnumerable<string> inputs, params AttributeProto[] attributes)
    {
        Parts.Add(part);
        _value = _sketch.Node(type, inputs, attributes);
    }
}
