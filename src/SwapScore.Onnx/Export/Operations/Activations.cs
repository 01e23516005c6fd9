namespace SwapScore.Onnx.Export.Operations;

/// <summary>Activation functions that operator set 17 has no operator for, in the form other exporters give them.</summary>
internal static class Activations
{
    /// <summary><c>x·(1 + erf(x/√2))·½</c>.</summary>
    public static void Gelu(NodeScope scope)
    {
        var x = scope.Inputs;
        var erf = scope.Step("Erf", "erf", [scope.Step("Div", "divided", [.. x, scope.Graph.Number(MathF.Sqrt(2))])]);
        var doubled = scope.Step("Mul", "doubled", [.. x, scope.Step("Add", "raised", [erf, scope.Graph.Number(1)])]);
        scope.Elementwise("Mul", [doubled, scope.Graph.Number(0.5f)]);
    }

    /// <summary><c>x·sigmoid(x)</c>.</summary>
    public static void Silu(NodeScope scope)
    {
        var x = scope.Inputs;
        scope.Elementwise("Mul", [.. x, scope.Step("Sigmoid", "sigmoid", x)]);
    }
}
