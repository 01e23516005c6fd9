using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;
using AttributeType = SwapScore.Onnx.Schema.AttributeProto.Types.AttributeType;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>Branches, loops, functions of the model's own, and what cannot be scored as it is.</summary>
internal sealed partial class RandomModel
{
    private const string Functions = "judge";

    /// <summary>A branch: its condition is a constant, follows from the number of dimensions, or depends on the sample.</summary>
    private bool Branch()
    {
        if (_shape.Count == 0 || _shape[^1] < 0) return false;
        var (from, to, kind) = (_shape[^1], 2 + Choose(3), Choose(4));
        var isOpen = kind == 3;
        var condition = kind switch
        {
            0 => Truth(true),
            1 => Truth(false),
            2 => Node("Equal", [Node("Size", [Node("Shape", [_value])]), _sketch.Scalar(_shape.Count + Choose(2))]),
            _ => Node("Greater", [Node("ReduceSum", [_value], Sketch.Int("keepdims", 0)), _sketch.Constant(0f)]),
        };
        Parts.Add(isOpen ? "branch by the sample" : "branch");
        Mixes |= isOpen;
        var function = isOpen ? "Tanh" : "Relu";
        var (yes, no) = (Body(function, Weight(from, to)), Body(function, Weight(from, to)));
        _value = Node("If", [condition], Graph("then_branch", yes), Graph("else_branch", no));
        _shape[^1] = to;
        if (!isOpen) Observed(null, _value);
        return true;

        GraphProto Body(string function, string weight)
        {
            var (product, result) = (Name(), Name());
            var body = new GraphProto { Name = Name() };
            body.Node.Add(Inner("MatMul", product, _value, weight));
            body.Node.Add(Inner(function, result, product));
            body.Output.Add(new ValueInfoProto { Name = result });
            return body;
        }
    }

    /// <summary>A loop of a few rounds; what is inside is not observed.</summary>
    private bool Loop()
    {
        if (_shape.Count == 0 || _shape[^1] < 0 || !Since(11)) return false;
        var (round, going, still, state, product, next) = (Name(), Name(), Name(), Name(), Name(), Name());
        var body = new GraphProto { Name = Name() };
        body.Input.Add([Typed(round, DataType.Int64, []), Typed(going, DataType.Bool, []), Typed(state, DataType.Float)]);
        body.Node.Add(Inner("MatMul", product, state, Weight(_shape[^1], _shape[^1])));
        body.Node.Add(Inner("Tanh", next, product));
        body.Node.Add(Inner("Identity", still, going));
        body.Output.Add([Typed(still, DataType.Bool), Typed(next, DataType.Float)]);
        return Add("loop", "Loop", [_sketch.Scalar(1 + Choose(3)), Truth(true), _value], Graph("body", body));
    }

    /// <summary>A recurrence that is written out as a scan over the steps; not after a loop, whose results have no known shape, which ONNX Runtime wants here.</summary>
    private bool Scan()
    {
        if (_shape is not [> 0, N, > 0] || !Since(11) || Parts.Contains("loop")) return false;
        var (state, step, mapped, kept, sum, next, shown) = (Name(), Name(), Name(), Name(), Name(), Name(), Name());
        var first = Node("MatMul", [Node("Gather", [_value, _sketch.Scalar(0)], Sketch.Int("axis", 0)), Weight(_shape[2], Hidden)]);
        var body = new GraphProto { Name = Name() };
        body.Input.Add([Typed(state, DataType.Float), Typed(step, DataType.Float)]);
        body.Node.Add(Inner("MatMul", mapped, step, Weight(_shape[2], Hidden)));
        body.Node.Add(Inner("MatMul", kept, state, Weight(Hidden, Hidden)));
        body.Node.Add(Inner("Add", sum, mapped, kept));
        body.Node.Add(Inner("Tanh", next, sum));
        body.Node.Add(Inner("Identity", shown, next));
        body.Output.Add([Typed(next, DataType.Float), Typed(shown, DataType.Float)]);
        Add("scan", "Scan", [first, _value], Sketch.Int("num_scan_inputs", 1), Graph("body", body));
        _sketch.Last.Output.Insert(0, $"{_value} last");
        _shape[2] = Hidden;
        return true;
    }

    /// <summary>A call of a function of the model's own, which calls another one.</summary>
    private bool Call()
    {
        if (_shape.Count == 0 || _shape[^1] < 0) return false;
        if (Model.Functions.Count == 0) Define();
        Add("function", "Layer", [_value, Weight(_shape[^1], 3)], Sketch.Float("slope", 0.1f + Choose(3) / 10f));
        _sketch.Last.Domain = Functions;
        _shape[^1] = 3;
        Observed(null, _value);
        return true;
    }

    private void Define()
    {
        Model.OpsetImport.Add(new OperatorSetIdProto { Domain = Functions, Version = 1 });
        var product = Inner("MatMul", "m", "x", "w");
        var call = Inner("Bent", "y", "m");
        call.Domain = Functions;
        call.Attribute.Add(new AttributeProto { Name = "slope", RefAttrName = "slope", Type = AttributeType.Float });
        var leaky = Inner("LeakyRelu", "y", "x");
        leaky.Attribute.Add(new AttributeProto { Name = "alpha", RefAttrName = "slope", Type = AttributeType.Float });
        Model.Functions.Add(Function("Layer", ["x", "w"], product, call));
        Model.Functions.Add(Function("Bent", ["x"], leaky));
    }

    private FunctionProto Function(string name, string[] inputs, params NodeProto[] nodes)
    {
        var function = new FunctionProto { Name = name, Domain = Functions, Input = { inputs }, Output = { "y" }, Attribute = { "slope" } };
        function.OpsetImport.Add(Model.OpsetImport);
        function.Node.Add(nodes);
        return function;
    }

    private bool AddNoise()
    {
        if (Choose(3) > 0 || Since(22)) return false;
        IsRandom = true;
        return Add("noise", "Add", [_value, Node("RandomNormalLike", [_value])]);
    }

    /// <summary>Takes off the mean of all samples.</summary>
    private bool Center()
    {
        if (_shape.IndexOf(N) is not (>= 0 and var axis)) return false;
        Mixes = true;
        return Add("center", "Sub", [_value, Reduced("ReduceMean", _value, [axis], keep: true)]);
    }

    /// <summary>Every sample with every other, as pictures and texts are compared.</summary>
    private bool Contrast()
    {
        if (_shape is not [N, > 0]) return false;
        Mixes = true;
        Add("contrast", "MatMul", [_value, Node("Transpose", [_value], Sketch.Ints("perm", 1, 0))]);
        _shape = [N, N];
        Activate();
        Parts.Add("mean of all");
        _value = Reduced("ReduceMean", _value, [1], keep: true);
        _shape = [N, 1];
        return true;
    }

    /// <summary>What is positive alone: how many values that is depends on the sample.</summary>
    private bool Select()
    {
        if (_shape.Count < 2 || !_shape.Contains(N) || !Since(9)) return false;
        Mixes = true;
        Add("select", "Compress", [_value, Node("Reshape", [Node("Greater", [_value, _sketch.Constant(0f)]), _sketch.Constant([-1L])])]);
        _shape = [N];
        Activate();
        _value = Reduced("ReduceSum", _value, [0], keep: true);
        _shape = [1];
        return true;
    }

    /// <summary>Values are rounded as quantized models do.</summary>
    private bool Quantize()
    {
        if (!Since(10) || Choose(4) > 0) return false;
        var step = _sketch.Filled($"step{_weights++}", 0.05f);
        return Add("quantize", "DequantizeLinear", [Node("QuantizeLinear", [_value, step]), step]);
    }

    private string Truth(bool value)
    {
        var tensor = new TensorProto { Name = $"truth{_weights++}", DataType = (int)DataType.Bool, RawData = Google.Protobuf.ByteString.CopyFrom(value ? (byte)1 : (byte)0) };
        Model.Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static AttributeProto Graph(string name, GraphProto body) => new() { Name = name, G = body, Type = AttributeType.Graph };

    private static NodeProto Inner(string type, string output, params string[] inputs) => new() { OpType = type, Name = output, Input = { inputs }, Output = { output } };
}
