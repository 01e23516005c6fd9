using SwapScore.Onnx.Tests.Models;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>What models are fed.</summary>
internal sealed partial class RandomModel
{
    /// <summary>Token numbers are below this.</summary>
    public const int Vocabulary = 11;

    private const int Hidden = 3;

    private void Image()
    {
        if (Choose(4) > 0)
        {
            Begin("image", N, 2 + Choose(2), 4 + Choose(3), 4 + Choose(3));
            return;
        }

        Begin("channels last", N, 5, 4, 2);
        Order(0, 3, 1, 2);
    }

    private void Signal() => Begin("signal", N, 2 + Choose(3), 6 + Choose(4));

    private void Vector() => Begin("vector", N, 3 + Choose(5));

    private void Steps()
    {
        var (steps, features) = (2 + Choose(3), 3 + Choose(3));
        if (Choose(2) == 0) Begin("steps", N, steps, features);
        else Begin("steps", steps, N, features);
        Map();
    }

    /// <summary>Numbers of tokens that are looked up, with or without a table of places.</summary>
    private void Tokens()
    {
        var (steps, features) = (2 + Choose(3), 4);
        Begin("tokens", DataType.Int64, Choose(3) > 0 ? [N, steps] : [steps, N]);
        _value = Node("Gather", [Weight(Vocabulary, features), _value], Sketch.Int("axis", 0));
        _shape.Add(features);
        if (_shape[0] == N && Choose(2) == 0) _value = Node("Add", [_value, Weight(1, steps, features)]);
    }

    /// <summary>Two inputs that go through the same map, joined along the samples, and perhaps parted again.</summary>
    private void Siamese()
    {
        Begin("left", N, 4);
        var left = _value;
        Begin("right", N, 4);
        Add("siamese", "Concat", [left, _value], Sketch.Int("axis", 0));
        _shape[0] = 2 * N;
        Map();
        if (Choose(2) == 0) return;
        Activate();
        var halves = Split(_value, 0);
        Parts.Add("parted");
        _value = Node("Sub", halves);
        _shape[0] = N;
    }

    private void Recurrent()
    {
        Begin("sequence", 3, N, 4);
        var sequence = _value;
        string? state = null;
        if (Choose(2) == 0)
        {
            Begin("state", 1, N, Hidden);
            state = _value;
        }

        (_value, _shape) = (sequence, [3, N, 4]);
        Recur(state);
    }

    /// <summary>An input that all samples share beside one that they do not.</summary>
    private void Scaled()
    {
        Begin("temperature");
        var factor = _value;
        Begin("vector", N, 5);
        Add("scale", "Mul", [_value, factor]);
        Map();
    }

    /// <summary>An image and a vector that weighs its channels.</summary>
    private void Paired()
    {
        Begin("image", N, 3, 4, 4);
        var image = _value;
        Begin("condition", N, 3);
        Map(3);
        var gate = Unsqueezed(Unsqueezed(_value, 2), 3);
        _shape = [N, 3, 4, 4];
        Add("condition", "Mul", [image, gate]);
    }

    /// <summary>A model that has no dimension for samples.</summary>
    private void Alone()
    {
        if (Choose(2) == 0) Begin("alone", 7);
        else Begin("alone", 3, 5);
        Map();
    }

    private void Begin(string name, params int[] shape) => Begin(name, DataType.Float, shape);

    private void Begin(string name, DataType type, int[] shape)
    {
        Parts.Add($"{name} {string.Join('×', shape)}");
        _value = _sketch.Input(name, type, Written(shape));
        var samples = Array.IndexOf(shape, N);
        if (samples >= 0 && Batch == N) Model.Graph.Input[^1].Type.TensorType.Shape.Dim[samples].DimParam = _batchName;
        Inputs.Add((name, type, shape));
        _shape = [.. shape];
    }
}
