using SwapScore.Onnx.Tests.Models;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>Activations, as one node or as several.</summary>
internal sealed partial class RandomModel
{
    /// <summary>Activations that reach zero where numbers end, so that rounding decides the sign there.</summary>
    public HashSet<string> Underflowing { get; } = [];

    private void Activate()
    {
        var (source, x) = (_value, _value);
        _value = Choose(16) switch
        {
            0 or 1 => Node("LeakyRelu", [x]),
            2 => Node("Elu", [x]),
            3 when _shape.Count > 0 && _shape[^1] > 0 => Node("PRelu", [x, Positive(_shape[^1])]),
            4 => Since(11) ? Node("Clip", [x, _sketch.Constant(0f), _sketch.Constant(6f)]) : Node("Clip", [x], Sketch.Float("min", 0), Sketch.Float("max", 6)),
            5 when Since(9) => Node("Mul", [Node("Mul", [x, Node("Add", [Node("Erf", [Node("Div", [x, _sketch.Constant(MathF.Sqrt(2))])]), _sketch.Constant(1f)])]), _sketch.Constant(0.5f)]),
            6 => Node("Mul", [x, Node("Sigmoid", [x])]),
            7 when Since(8) => Node("Max", [x, _sketch.Constant(0f)]),
            8 when Since(14) => Node("HardSwish", [x]),
            9 when Since(20) => Node("Gelu", [x]),
            10 => Node("Selu", [x]),
            11 when Since(10) => Node("ThresholdedRelu", [x], Sketch.Float("alpha", 0.25f)),
            12 when Since(18) => Node("Mish", [x]),
            _ => Node("Relu", [x]),
        };
        if (_sketch.Last.OpType == "Gelu" || (_sketch.Last.OpType == "Mul" && Model.Graph.Node.TakeLast(5).Any(node => node.OpType == "Erf"))) Underflowing.Add(_value);
        Observed(source, _value);
    }

    private void Observed(string? source, string output) => Activations.Add((source, output, [.. _shape]));
}
