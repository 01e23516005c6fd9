using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;

namespace SwapScore.Onnx.Export.Operations;

/// <summary>What only networks of tokens have; a sequence is <c>[feature][1][token]</c>.</summary>
internal static class Tokens
{
    public static void Embed(NodeScope scope, TokenEmbedding embedding)
    {
        var width = embedding.Width;
        var word = scope.Step("Gather", "word", [scope.Weight(ParameterRole.WordEmbedding, embedding.Vocabulary, width), scope.Node.Inputs[0].Name]);

        // Every token is of the first type.
        var type = First("type", scope.Weight(ParameterRole.TypeEmbedding, embedding.Types, width), 1);
        var position = First("position", scope.Weight(ParameterRole.PositionEmbedding, embedding.Positions, width), scope.Node.Shape.Columns);
        var sum = scope.Step("Add", "sum", [scope.Step("Add", "typed", [word, type]), position]);
        var featuresFirst = scope.Step("Transpose", "features-first", [sum], Attributes.Create("perm", 0, 2, 1));
        scope.Result("Unsqueeze", [featuresFirst, scope.Graph.List(2)]);

        string First(string step, string table, int rows) =>
            scope.Step("Slice", step, [table, scope.Graph.List(0), scope.Graph.List(rows), scope.Graph.List(0)]);
    }

    public static void AddClassToken(NodeScope scope, ClassToken operation)
    {
        var width = scope.Node.Shape.Channels;
        var token = scope.Weight(ParameterRole.TypeEmbedding, 1, width, 1, 1);

        // As many as there are samples: a sum of the token and zeros.
        var first = scope.Step("Slice", "first", [scope.Map(), scope.Graph.List(0), scope.Graph.List(1), scope.Graph.List(3)]);
        var tokens = scope.Step("Add", "token", [scope.Step("Mul", "zeros", [first, scope.Graph.Number(0)]), token]);
        var joined = Attributes.Create("axis", 3);
        if (operation.HasPlace)
            scope.Result("Add", [scope.Step("Concat", "sequence", [scope.Map(), tokens], joined), Places(scope.Node.Shape.Columns)]);
        else
            scope.Result("Concat", [scope.Step("Add", "placed", [scope.Map(), Places(scope.Node.Shape.Columns - 1)]), tokens], joined);

        string Places(int length)
        {
            var table = scope.Weight(ParameterRole.PositionEmbedding, operation.Positions, width);
            var places = scope.Step("Slice", "places", [table, scope.Graph.List(0), scope.Graph.List(length), scope.Graph.List(0)]);
            var featuresFirst = scope.Step("Transpose", "features-first", [places], Attributes.Create("perm", 1, 0));
            return scope.Step("Unsqueeze", "rows", [featuresFirst, scope.Graph.List(1)]);
        }
    }

    /// <summary>
    /// Looks up the neighbours of every token, <c>[head][feature][kernel position][token]</c>, and sums them with the weights of the sample.
    /// </summary>
    public static void ConvolveSpans(NodeScope scope)
    {
        var (kernel, tokens) = (scope.Node.InputShapes[0].Rows, scope.Node.Shape.Columns);
        var margin = kernel / 2;
        var positions = new long[kernel * tokens];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = i / tokens + i % tokens;

        var padded = scope.Step("Pad", "padded", [scope.Map(1), scope.Graph.List(0, 0, 0, margin, 0, 0, 0, margin)]);
        var neighbours = scope.Step(
            "Gather", "neighbours", [padded, scope.Graph.Table($"neighbours-{kernel}-of-{tokens}", kernel, tokens, positions)], Attributes.Create("axis", 3));
        var kernels = scope.Step("Unsqueeze", "kernels", [scope.Map(0), scope.Graph.List(2)]);
        var products = scope.Step("Mul", "products", [neighbours, kernels]);
        scope.Result("ReduceSum", [products, scope.Graph.List(3)], Attributes.Create("keepdims", 0));
    }
}
