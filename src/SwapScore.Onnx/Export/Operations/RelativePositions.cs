using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;

namespace SwapScore.Onnx.Export.Operations;

/// <summary>
/// Values of distances given to pairs of tokens, and sums over pairs at each distance. Both are products with zeros and ones,
/// <c>[token][token][distance]</c>, a constant that all of a network share.
/// </summary>
internal static class RelativePositions
{
    /// <summary>From <c>[sample][distance][head][token]</c> to <c>[sample][head][token][token]</c>.</summary>
    public static void Lookup(NodeScope scope, RelativeLookup lookup)
    {
        var x = scope.Step("Transpose", "tokens-first", [scope.Map()], Attributes.Create("perm", 0, 3, 1, 2));
        var pairs = scope.Step("MatMul", "pairs", [Constant(scope, lookup.Indicators(), lookup.Settings, scope.Node.Shape.Columns), x]);
        scope.Result("Transpose", [pairs], Attributes.Create("perm", 0, 3, 1, 2));
    }

    /// <summary>From <c>[sample][head][token][token]</c> to <c>[sample][distance][head][token]</c>.</summary>
    public static void Sum(NodeScope scope, RelativeSum sum)
    {
        var x = scope.Step("Transpose", "tokens-first", [scope.Map()], Attributes.Create("perm", 0, 2, 1, 3));
        var distances = scope.Step("MatMul", "distances", [x, Constant(scope, sum.Indicators(), sum.Settings, scope.Node.Shape.Columns)]);
        scope.Result("Transpose", [distances], Attributes.Create("perm", 0, 3, 2, 1));
    }

    private static string Constant(NodeScope scope, float[] indicators, string grid, int tokens) =>
        scope.Graph.Numbers($"distances-{grid.Replace(' ', '-')}", [tokens, tokens, indicators.Length / tokens / tokens], indicators);
}
