using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>Dimensions in another order, merged, parted, cut, joined and reduced.</summary>
internal sealed partial class RandomModel
{
    /// <summary>Another order of the dimensions.</summary>
    private bool Turn() => _shape.Count > 1 && Order([.. Enumerable.Range(0, _shape.Count).OrderBy(_ => Choose(1000))]);

    private bool Order(params int[] order)
    {
        Add("turn", "Transpose", [_value], Sketch.Ints("perm", [.. order.Select(axis => (long)axis)]));
        _shape = [.. order.Select(axis => _shape[axis])];
        return true;
    }

    /// <summary>Other dimensions, written in one of the ways exporters have.</summary>
    private void Reshaped(string part, params int[] shape)
    {
        var written = Written(shape);
        var (from, to) = (_shape.FindIndex(dimension => dimension < 0), Array.FindIndex(shape, dimension => dimension < 0));
        var style = Choose(4);
        string target;
        if (style == 0 && from >= 0 && to >= 0)
        {
            // The number of samples is asked for while the model runs.
            var samples = Node("Gather", [Node("Shape", [_value]), _sketch.Constant([(long)from])], Sketch.Int("axis", 0));
            if (_shape[from] != shape[to])
                samples = shape[to] % _shape[from] == 0 ? Node("Mul", [samples, _sketch.Constant([(long)(shape[to] / _shape[from])])])
                    : Node("Div", [Node("Mul", [samples, _sketch.Constant([-(long)shape[to]])]), _sketch.Constant([-(long)_shape[from]])]);
            target = Node("Concat", shape.Select(dimension => dimension < 0 ? samples : _sketch.Constant([(long)dimension])), Sketch.Int("axis", 0));
        }
        else
        {
            for (var axis = 0; axis < shape.Length; axis++)
                if (style == 1 && axis < _shape.Count && _shape[axis] == shape[axis]) written[axis] = 0;
                else if (style != 2 && shape[axis] < 0) written[axis] = -1;
            target = _sketch.Constant(written);
        }

        Add(part, "Reshape", [_value, target]);
        _shape = [.. shape];
    }

    /// <summary>All dimensions but the last become rows, are mapped, and become dimensions again.</summary>
    private bool MergeRows()
    {
        if (_shape.Count < 2 || _shape[^1] < 0 || _shape.Count(dimension => dimension < 0) != 1) return false;
        int[] shape = [.. _shape];
        var rows = shape.SkipLast(1).Aggregate(1, (product, dimension) => product * dimension);
        if (Choose(3) == 0)
        {
            Add("flatten", "Flatten", [_value], Sketch.Int("axis", shape.Length - 1));
            _shape = [rows, shape[^1]];
        }
        else
        {
            Reshaped("merge", rows, shape[^1]);
        }

        Map(shape[^1]);
        Activate();
        Reshaped("part", shape);
        return true;
    }

    /// <summary>An inner dimension is parted into windows, which become rows of their own beside the samples, before or after them.</summary>
    private bool Windows()
    {
        if (_shape.Count != 3 || _shape[2] < 0 || _shape.Count(dimension => dimension < 0) != 1) return false;
        if (_shape[0] > 0) Order(1, 0, 2);
        if (_shape[0] != N || _shape[1] % 2 != 0) return false;
        var (steps, features) = (_shape[1], _shape[2]);
        Reshaped("windows", N, 2, steps / 2, features);
        var isBefore = Choose(2) == 0;
        if (isBefore) Order(1, 0, 2, 3);
        Reshaped("window rows", 2 * N, steps / 2, features);
        Map(features);
        Activate();
        Reshaped("windows", isBefore ? [2, N, steps / 2, features] : [N, 2, steps / 2, features]);
        if (isBefore) Order(1, 0, 2, 3);
        Reshaped("steps", N, steps, features);
        return true;
    }

    /// <summary>Makes rows of what lies side by side: those of samples where they are outermost, otherwise rows that mix them.</summary>
    private bool Scramble()
    {
        if (_shape.Count < 2 || !_shape.Contains(N) || _shape.Count(dimension => dimension < 0) != 1) return false;
        Mixes |= _shape.IndexOf(N) > 0;
        var count = _shape.Where(dimension => dimension != N).Aggregate(1, (product, dimension) => product * dimension);
        Add("scramble", "Reshape", [_value, _sketch.Constant(Batch, count)]);
        _shape = [N, count];
        return Map();
    }

    /// <summary>A dimension, not that of the samples, with more than a given number of places; −1 when there is none.</summary>
    private int Inner(int least = 1)
    {
        var axes = Enumerable.Range(0, _shape.Count).Where(axis => _shape[axis] > least).ToList();
        return axes.Count == 0 ? -1 : axes[Choose(axes.Count)];
    }

    private bool Cut()
    {
        var axis = Inner(2);
        if (axis < 0) return false;
        Parts.Add("cut");
        var (from, isLastCut) = (Choose(2), Choose(2) == 0);
        _value = Sliced(_value, axis, from, isLastCut ? -1 : int.MaxValue);
        _shape[axis] -= from + (isLastCut ? 1 : 0);
        return true;
    }

    /// <summary>Some places of a dimension, in another order, or one alone.</summary>
    private bool Take()
    {
        var axis = Inner();
        if (axis < 0) return false;
        if (Choose(3) == 0 && _shape.Count > 2)
        {
            Add("take one", "Gather", [_value, _sketch.Scalar(Choose(_shape[axis]))], Sketch.Int("axis", axis));
            _shape.RemoveAt(axis);
            return true;
        }

        if (Choose(2) == 0 && _shape[axis] % 2 == 0)
        {
            Parts.Add("split");
            var halves = Split(_value, axis);
            _value = halves[Choose(2)];
            _shape[axis] /= 2;
            return true;
        }

        var places = Enumerable.Range(0, 1 + Choose(_shape[axis])).Select(_ => (long)Choose(_shape[axis])).ToArray();
        Add("take", "Gather", [_value, _sketch.Constant(places)], Sketch.Int("axis", axis));
        _shape[axis] = places.Length;
        return true;
    }

    /// <summary>A border around a dimension, or what goes beyond one end comes in at the other.</summary>
    private bool Border()
    {
        var axis = Inner(2);
        if (axis < 0) return false;
        if (Choose(2) == 0)
        {
            Parts.Add("roll");
            _value = Node("Concat", [Sliced(_value, axis, 1, int.MaxValue), Sliced(_value, axis, 0, 1)], Sketch.Int("axis", axis));
            return true;
        }

        var pads = new long[2 * _shape.Count];
        pads[axis] = 1;
        pads[axis + _shape.Count] = Choose(2);
        _shape[axis] += 1 + (int)pads[axis + _shape.Count];
        var mode = Sketch.Text("mode", Choose(2) == 0 ? "constant" : _shape.Count > 3 && axis > 1 ? "edge" : "constant");
        return Since(11) ? Add("border", "Pad", [_value, _sketch.Constant(pads)], mode) : Add("border", "Pad", [_value], mode, Sketch.Ints("pads", pads));
    }

    /// <summary>The value beside an earlier one, or added to it.</summary>
    private bool Join()
    {
        var equal = _earlier.Where(one => one.Shape.SequenceEqual(_shape)).ToList();
        if (equal.Count > 0 && Choose(2) == 0) return Add("skip", new[] { "Add", "Sub", "Mul" }[Choose(3)], [_value, equal[Choose(equal.Count)].Value]);
        var axis = Inner(0);
        if (axis < 0) return false;
        var suitable = _earlier.Where(one => one.Shape.Length == _shape.Count && one.Shape[axis] > 0 && one.Shape.Index().All(dimension => dimension.Index == axis || dimension.Item == _shape[dimension.Index])).ToList();
        if (suitable.Count == 0) return false;
        var (value, shape) = suitable[Choose(suitable.Count)];
        Add("join", "Concat", [_value, value], Sketch.Int("axis", axis));
        _shape[axis] += shape[axis];
        return true;
    }

    private bool Reduce()
    {
        var axis = Inner();
        if (axis < 0 || _shape.Count < 3) return false;
        Parts.Add("reduce");
        var isKept = Choose(2) == 0;
        _value = Reduced(new[] { "ReduceMean", "ReduceMax", "ReduceSum", "ReduceL2", "ReduceMin" }[Choose(5)], _value, [axis], isKept);
        if (isKept) _shape[axis] = 1;
        else _shape.RemoveAt(axis);
        return true;
    }

    private bool Repeat()
    {
        var axis = Inner(0);
        if (axis < 0 || _shape[axis] > 4) return false;
        Add("repeat", "Tile", [_value, _sketch.Constant([.. _shape.Select((_, index) => index == axis ? 2L : 1L)])]);
        _shape[axis] *= 2;
        return true;
    }

    private bool Sum()
    {
        var axis = Inner();
        if (axis < 0 || !Since(14)) return false;
        if (Choose(2) == 0) return Add("sum so far", "CumSum", [_value, _sketch.Scalar(axis)], Sketch.Int("reverse", Choose(2)));
        return _shape.Count > 1 && _shape[^1] > 1 && _shape[^2] > 1 && Add("triangle", "Trilu", [_value], Sketch.Int("upper", Choose(2)));
    }

    private bool Leave() => Choose(2) == 0 ? Add("identity", "Identity", [_value]) : Add("dropout", "Dropout", [_value]);

    /// <summary>A dimension of one is put in, or taken out.</summary>
    private bool Rearranged()
    {
        Parts.Add("rearranged");
        if (_shape.IndexOf(1) is >= 0 and var one && _shape.Count > 2)
        {
            _value = Squeezed(_value, one);
            _shape.RemoveAt(one);
            return true;
        }

        if (_shape.Count > 3) return false;
        var place = Choose(_shape.Count + 1);
        _value = Unsqueezed(_value, place);
        _shape.Insert(place, 1);
        return true;
    }

    /// <summary>A token that is the same for all samples before the first step.</summary>
    private bool AddToken()
    {
        if (_shape is not [N, > 0, > 0] || !Since(8)) return false;
        var samples = _isFixed ? _sketch.Constant([(long)Batch]) : Node("Gather", [Node("Shape", [_value]), _sketch.Constant([0L])], Sketch.Int("axis", 0));
        var shape = Node("Concat", [samples, _sketch.Constant([1L]), _sketch.Constant([(long)_shape[2]])], Sketch.Int("axis", 0));
        Add("token", "Concat", [Node("Expand", [Weight(1, 1, _shape[2]), shape]), _value], Sketch.Int("axis", 1));
        _shape[1]++;
        return true;
    }

    private string Sliced(string value, int axis, long from, long to) => Since(10)
        ? Node("Slice", [value, _sketch.Constant([from]), _sketch.Constant([to]), _sketch.Constant([(long)axis])])
        : Node("Slice", [value], Sketch.Ints("starts", from), Sketch.Ints("ends", to), Sketch.Ints("axes", axis));

    private string Squeezed(string value, int axis) => Since(13) ? Node("Squeeze", [value, _sketch.Constant([(long)axis])]) : Node("Squeeze", [value], Sketch.Ints("axes", axis));

    private string Unsqueezed(string value, int axis) => Since(13) ? Node("Unsqueeze", [value, _sketch.Constant([(long)axis])]) : Node("Unsqueeze", [value], Sketch.Ints("axes", axis));

    private string Reduced(string type, string value, int[] axes, bool keep) => Since(type == "ReduceSum" ? 13 : 18)
        ? Node(type, [value, _sketch.Constant([.. axes.Select(axis => (long)axis)])], Sketch.Int("keepdims", keep ? 1 : 0))
        : Node(type, [value], Sketch.Ints("axes", [.. axes.Select(axis => (long)axis)]), Sketch.Int("keepdims", keep ? 1 : 0));

    private string[] Split(string value, int axis)
    {
        AttributeProto[] attributes = Since(18) ? [Sketch.Int("axis", axis), Sketch.Int("num_outputs", 2)] : [Sketch.Int("axis", axis)];
        var first = Node("Split", [value], attributes);
        var second = $"{first} second";
        _sketch.Last.Output.Add(second);
        return [first, second];
    }
}
