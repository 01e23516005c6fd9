using SwapScore.Onnx.Tests.Models;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>Normalizations, and functions of single values.</summary>
internal sealed partial class RandomModel
{
    private bool Normalize()
    {
        if (_shape.Count < 2) return false;
        var (channels, last) = (_shape[1], _shape[^1]);
        switch (Choose(10))
        {
            case 0 or 1 when _shape[0] == N && channels > 0:
                return Add("batch norm", "BatchNormalization", [_value, Positive(channels), Weight(channels), Weight(channels), Positive(channels)]);
            case 2 when Since(17) && last > 1:
                return Add("layer norm", "LayerNormalization", [_value, Positive(last), Weight(last)], Sketch.Int("axis", Choose(2) == 0 ? -1 : _shape.Count - 1));
            case 3 when last > 1:
                return LayerNorm();
            case 4 when Since(18) && HasPlaces && channels % 2 == 0:
                var each = Since(21) ? channels : 2;
                return Add("group norm", "GroupNormalization", [_value, Positive(each), Weight(each)], Sketch.Int("num_groups", 2));
            case 5 when HasPlaces && _shape.Skip(2).Any(size => size > 1):
                return Add("instance norm", "InstanceNormalization", [_value, Positive(channels), Weight(channels)]);
            case 6 when HasPlaces && channels % 2 == 0 && _shape.Skip(2).Any(size => size > 1):
                return GroupNorm(channels);
            case 7 when _shape.Count == 4 && HasPlaces:
                return Add("local norm", "LRN", [_value], Sketch.Int("size", 3));
            case 8 when Inner() is >= 0 and var axis:
                return Add("length norm", "LpNormalization", [Node("Add", [_value, _sketch.Constant(0.1f)])], Sketch.Int("axis", axis));
            case 9 when Since(23) && last > 1:
                return Add("root mean square norm", "RMSNormalization", [_value, Positive(last)]);
            default:
                return false;
        }
    }

    /// <summary>A layer norm as older exporters write it.</summary>
    private bool LayerNorm()
    {
        var last = _shape.Count - 1;
        var centered = Node("Sub", [_value, Reduced("ReduceMean", _value, [last], keep: true)]);
        var variance = Reduced("ReduceMean", Node("Mul", [centered, centered]), [last], keep: true);
        var normal = Node("Div", [centered, Node("Sqrt", [Node("Add", [variance, _sketch.Constant(1e-3f)])])]);
        return Add("layer norm in parts", "Add", [Node("Mul", [normal, Positive(_shape[^1])]), Weight(_shape[^1])]);
    }

    /// <summary>A group norm as PyTorch exports it: an instance norm of rows.</summary>
    private bool GroupNorm(int channels)
    {
        int[] shape = [.. _shape];
        Reshaped("groups", N, 2, shape.Skip(1).Aggregate(1, (product, dimension) => product * dimension) / 2);
        _value = Node("InstanceNormalization", [_value, _sketch.Filled($"w{_weights++}", 1, 2), _sketch.Filled($"w{_weights++}", 0, 2)]);
        Reshaped("channels", shape);
        long[] each = [channels, .. Enumerable.Repeat(1L, Places)];
        return Add("group norm in parts", "Add", [Node("Mul", [_value, Positive(each)]), Weight(each)]);
    }

    /// <summary>Numbers that are added or multiplied with.</summary>
    private bool Bias()
    {
        if (_shape.Count == 0 || _shape[^1] < 0) return false;
        if (Choose(2) == 0 && _shape.Count > 2 && _shape[^2] > 0) return Add("places", "Add", [_value, Weight(1, _shape[^2], _shape[^1])]);
        return Add("bias", new[] { "Add", "Mul", "Sub" }[Choose(3)], [_value, Weight(_shape[^1])]);
    }

    private bool Bend()
    {
        switch (Choose(7))
        {
            case 0: return Add("tanh", "Tanh", [_value]);
            case 1: return Add("sigmoid", "Sigmoid", [_value]);
            case 2: return Add("abs", "Abs", [_value]);
            case 3: return Add("neg", "Neg", [_value]);
            case 4 when Since(9): return Add("where", "Where", [Node("Greater", [_value, _sketch.Constant(0.3f)]), _value, Node("Neg", [_value])]);
            case 5: return Add("power", "Pow", [_value, _sketch.Constant(2f)]);
            default: return Add("softplus", "Softplus", [_value]);
        }
    }

    private bool Weigh()
    {
        var axis = Since(13) ? Inner() : _shape.Count > 1 && _shape[^1] > 1 ? _shape.Count - 1 : -1;
        return axis >= 0 && Add("softmax", Choose(3) == 0 ? "LogSoftmax" : "Softmax", [_value], Sketch.Int("axis", Choose(2) == 0 && Since(11) ? axis - _shape.Count : axis));
    }
}
