using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>Values of distances given to pairs of tokens, and sums over pairs at each distance, as <c>swapscore export</c> writes them: products with zeros and ones between transpositions.</summary>
internal static class RelativePositions
{
    public static ImportStep? Find(ImportPlace place)
    {
        var (graph, node, _) = place;
        if (!node.Is("Transpose") || graph.Maker(node.Input[0], "MatMul") is not { } product) return null;
        return node.Integers("perm") switch
        {
            [0, 3, 1, 2] when Turned(graph, product.Input[1], 0, 3, 1, 2) is { } source && Grid(graph, product.Input[0]) is { } grid => new ImportStep([source], scope =>
            {
                var x = scope.Value(source, 0, 1, 2);
                return Convolutions.OfMap(scope.Add(new RelativeLookup(grid.Rows, grid.Columns, grid.Reach), x.Node));
            }),
            [0, 3, 2, 1] when Turned(graph, product.Input[0], 0, 2, 1, 3) is { } source && Grid(graph, product.Input[1]) is { } grid => new ImportStep([source], scope =>
            {
                var x = scope.Value(source, 0, 1, 2);
                return Convolutions.OfMap(scope.Add(new RelativeSum(grid.Rows, grid.Columns, grid.Reach), x.Node));
            }),
            _ => null,
        };
    }

    private static string? Turned(ImportGraph graph, string value, params long[] order) =>
        graph.Maker(value, "Transpose") is { } turned && turned.Integers("perm").SequenceEqual(order) ? turned.Input[0] : null;

    /// <summary>The grid whose distances a constant says, <c>[token][token][distance]</c>; null for other values.</summary>
    private static (int Rows, int Columns, int Reach)? Grid(ImportGraph graph, string value)
    {
        if (graph.Constant(value) is not { Places: null, Dimensions: [var tokens, var others, var distances] } || tokens != others || tokens < 2 || distances % 4 != 0) return null;
        if (graph.Reals(value) is not { } indicators) return null;
        var (places, reach) = ((int)tokens - 1, (int)distances / 4 - 1);
        foreach (var rows in Enumerable.Range(1, places).Where(rows => places % rows == 0).OrderBy(rows => Math.Abs(rows - places / rows)))
            if (new RelativeLookup(rows, places / rows, reach).Indicators().AsSpan().SequenceEqual(indicators))
                return (rows, places / rows, reach);
        return null;
    }
}
