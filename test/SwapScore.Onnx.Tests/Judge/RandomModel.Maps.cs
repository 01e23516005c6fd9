using SwapScore.Onnx.Tests.Models;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>Linear maps, attention and recurrent layers.</summary>
internal sealed partial class RandomModel
{
    private bool Map() => Map(2 + Choose(5));

    /// <summary>A linear map of a dimension that is not the samples', mostly the last one.</summary>
    private bool Map(int to)
    {
        if (_shape.Count > 1 && _shape[^1] < 0 && _shape[^2] > 0)
        {
            Add("map from the left", "MatMul", [Weight(to, _shape[^2]), _value]);
            _shape[^2] = to;
            return true;
        }

        if (_shape[^1] < 0 && !Turn()) return false;
        var from = _shape[^1];
        if (from < 0) return false;
        switch (Choose(8))
        {
            case 0 or 1 when _shape.Count == 2 && Since(7):
                Add("gemm", "Gemm", Choose(2) == 0 ? [_value, Weight(to, from)] : [_value, Weight(to, from), Weight(to)], Sketch.Int("transB", 1));
                if (_sketch.Last.Input.Count == 2 && !Since(11)) _sketch.Last.Input.Add(Weight(to));
                break;
            case 2 when Since(12):
                const string Letters = "nabde";
                var inner = Letters[..(_shape.Count - 1)];
                Add("einsum", "Einsum", [_value, Weight(from, to)], Sketch.Text("equation", $"{inner}x,xy->{inner}y"));
                break;
            case 3:
                Add("map with bias", "Add", [Weight(to), Node("MatMul", [_value, Weight(from, to)])]);
                break;
            case 4 when Since(12) && _shape is [N, > 0, > 0]:
                Add("einsum that turns", "Einsum", [_value, Weight(from, to)], Sketch.Text("equation", "ntx,xy->tny"));
                _shape = [_shape[1], N, to];
                return true;
            default:
                Add("map", "MatMul", [_value, Weight(from, to)]);
                break;
        }

        _shape[^1] = to;
        return true;
    }

    /// <summary>Attention of steps to each other, in one of the arrangements of exporters.</summary>
    private bool Attend()
    {
        if (_shape is [N, > 0, > 0]) return Choose(4) switch { 0 when Since(12) => AttendByEinsum(), 1 when Since(23) => AttendByOperation(), _ => AttendByHeads() };
        return _shape is [> 0, N, > 0] && AttendStepsFirst();
    }

    /// <summary>Heads become a dimension of their own: <c>[sample][head][step][feature]</c>.</summary>
    private bool AttendByHeads()
    {
        var (steps, features, width) = (_shape[1], _shape[2], 1 + Choose(3));
        Parts.Add("attention");
        var value = _value;
        var (query, key) = (Head([0, 2, 1, 3]), Head([0, 2, 3, 1]));
        var weights = Softmax(Node("Div", [Node("MatMul", [query, key]), _sketch.Constant(MathF.Sqrt(width))]), steps);
        _value = Node("MatMul", [weights, Head([0, 2, 1, 3])]);
        _shape = [N, 2, steps, width];
        Order(0, 2, 1, 3);
        Reshaped("heads joined", N, steps, 2 * width);
        return true;

        string Head(int[] order)
        {
            (_value, _shape) = (Node("MatMul", [value, Weight(features, 2 * width)]), [N, steps, 2 * width]);
            Reshaped("heads", N, steps, 2, width);
            Order(order);
            return _value;
        }
    }

    private bool AttendByEinsum()
    {
        var (steps, features) = (_shape[1], _shape[2]);
        var (query, key, value) = (Node("MatMul", [_value, Weight(features, 3)]), Node("MatMul", [_value, Weight(features, 3)]), Node("MatMul", [_value, Weight(features, 4)]));
        var weights = Softmax(Node("Einsum", [query, key], Sketch.Text("equation", "bid,bjd->bij")), steps);
        Add("attention by einsum", "Einsum", [weights, value], Sketch.Text("equation", "bij,bjd->bid"));
        _shape = [N, steps, 4];
        return true;
    }

    private bool AttendByOperation()
    {
        var (features, heads) = (_shape[2], Sketch.Int("q_num_heads", 2));
        Add("attention by operation", "Attention", [.. Enumerable.Range(0, 3).Select(_ => Node("MatMul", [_value, Weight(features, 4)]))], heads, Sketch.Int("kv_num_heads", 2));
        _shape[2] = 4;
        return true;
    }

    /// <summary>As PyTorch does it: heads are merged with the samples, <c>[sample·head][step][feature]</c>.</summary>
    private bool AttendStepsFirst()
    {
        var (steps, features, width) = (_shape[0], _shape[2], 1 + Choose(3));
        Parts.Add("attention, steps first");
        var value = _value;
        var (query, key) = (Head([1, 0, 2]), Head([1, 2, 0]));
        var weights = Softmax(Node("MatMul", [query, key]), steps);
        _value = Node("MatMul", [weights, Head([1, 0, 2])]);
        _shape = [2 * N, steps, width];
        Order(1, 0, 2);
        Reshaped("heads joined", steps, N, 2 * width);
        return true;

        string Head(int[] order)
        {
            (_value, _shape) = (Node("MatMul", [value, Weight(features, 2 * width)]), [steps, N, 2 * width]);
            Reshaped("heads", steps, 2 * N, width);
            Order(order);
            return _value;
        }
    }

    /// <summary>Weights of attention, with a mask that hides later steps or without.</summary>
    private string Softmax(string scores, int steps)
    {
        if (Choose(3) == 0)
        {
            var mask = Enumerable.Range(0, steps * steps).Select(place => place % steps > place / steps ? -1e4f : 0).ToArray();
            scores = Node("Add", [scores, _sketch.Initializer($"w{_weights++}", mask, steps, steps)]);
        }

        return Node("Softmax", [scores], Sketch.Int("axis", Since(13) ? -1 : _shape.Count - 1));
    }

    /// <summary>A product of the steps with each other.</summary>
    private bool Gram()
    {
        if (_shape is not [N, > 0, > 0]) return false;
        Add("gram", "MatMul", [_value, Node("Transpose", [_value], Sketch.Ints("perm", 0, 2, 1))]);
        _shape[2] = _shape[1];
        return true;
    }

    private bool Recur() => Recur(null);

    /// <summary>A recurrent layer in either direction or both; all steps are read, or the last one.</summary>
    private bool Recur(string? state)
    {
        if (_shape is [N, > 0, > 0]) Order(1, 0, 2);
        if (_shape is not [> 0, N, > 0]) return false;
        var (type, gates) = Choose(3) switch { 0 => ("LSTM", 4), 1 => ("GRU", 3), _ => ("RNN", 1) };
        var (steps, features) = (_shape[0], _shape[2]);
        var direction = state is not null ? "forward" : new[] { "forward", "reverse", "bidirectional" }[Choose(3)];
        var ways = direction == "bidirectional" ? 2 : 1;
        var bias = Choose(2) == 0 ? "" : Weight(ways, 2 * gates * Hidden);
        List<string> operands = [_value, Weight(ways, gates * Hidden, features), Weight(ways, gates * Hidden, Hidden), bias];
        if (state is null && Choose(3) == 0 && Since(8)) state = State(ways);
        if (state is not null) operands.AddRange(["", state]);
        Add(direction == "forward" ? type : $"{type} {direction}", type, operands, Sketch.Int("hidden_size", Hidden), Sketch.Text("direction", direction));
        if (Choose(3) == 0)
        {
            var last = _value;
            _sketch.Last.Output.Clear();
            _sketch.Last.Output.Add(["", last]);
            _shape = [ways, N, Hidden];
            return true;
        }

        _shape = [steps, ways, N, Hidden];
        if (Choose(2) == 0) return true;
        Order(0, 2, 1, 3);
        Reshaped("directions joined", steps, N, ways * Hidden);
        return true;
    }

    /// <summary>A first state that is the same for all samples.</summary>
    private string State(int ways)
    {
        var samples = _isFixed ? _sketch.Constant([(long)Batch]) : Node("Gather", [Node("Shape", [_value]), _sketch.Constant([1L])], Sketch.Int("axis", 0));
        return Node("Expand", [Weight(ways, 1, Hidden), Node("Concat", [_sketch.Constant([(long)ways]), samples, _sketch.Constant([(long)Hidden])], Sketch.Int("axis", 0))]);
    }
}
