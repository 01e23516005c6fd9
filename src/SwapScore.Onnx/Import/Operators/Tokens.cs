using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>What only networks of tokens have: embeddings, convolutions of spans, spectral transforms.</summary>
internal static class Tokens
{
    public static ImportStep? Find(ImportPlace place)
    {
        var (graph, node, _) = place;
        return node.OpType switch
        {
            "Add" => Embedding(graph, node) ?? ClassToken(graph, node),
            "Concat" => ClassTokenWithoutPlace(graph, node),
            "ReduceSum" => Spans(graph, node),
            "MatMul" => Spectrum(graph, node),
            _ => null,
        };
    }

    /// <summary>The sum of the embeddings of words, of the first token type and of places.</summary>
    private static ImportStep? Embedding(ImportGraph graph, NodeProto node)
    {
        if (graph.Maker(node.Input[0], "Add") is not { } typed || graph.Maker(typed.Input[0], "Gather") is not { } word || word.Integer("axis", 0) != 0) return null;
        if (FirstRows(graph, node.Input[1]) is not { } positions || FirstRows(graph, typed.Input[1]) is not { } types || graph.Constant(word.Input[0]) is not { } words) return null;
        return new ImportStep([word.Input[1]], scope =>
        {
            var tokens = scope.Value(word.Input[1], 2);
            var operation = new TokenEmbedding((int)words.Dimensions[0], (int)words.Dimensions[1]) { Positions = (int)positions.Dimensions[0], Types = (int)types.Dimensions[0] };
            var embedded = scope.AddWeighted(
                operation, tokens.Node, (ParameterRole.WordEmbedding, words), (ParameterRole.PositionEmbedding, positions), (ParameterRole.TypeEmbedding, types));
            return ImportedValue.Create(embedded, [tokens.Dimensions[0], words.Dimensions[1]], [2, 0]);
        });
    }

    /// <summary>A sequence with a learned token behind it, and embeddings of the places of all.</summary>
    private static ImportStep? ClassToken(ImportGraph graph, NodeProto node)
    {
        if (graph.Maker(node.Input[0], "Concat") is not { } joined || Token(graph, joined) is not { } learned || Places(graph, node.Input[1]) is not { } positions) return null;
        return ClassToken(joined.Input[0], new ClassToken((int)positions.Dimensions[0]), learned, positions);
    }

    /// <summary>A sequence with embeddings of places, and a learned token without one behind it.</summary>
    private static ImportStep? ClassTokenWithoutPlace(ImportGraph graph, NodeProto node)
    {
        if (Token(graph, node) is not { } learned || graph.Maker(node.Input[0], "Add") is not { } placed || Places(graph, placed.Input[1]) is not { } positions) return null;
        return ClassToken(placed.Input[0], new ClassToken((int)positions.Dimensions[0]) { HasPlace = false }, learned, positions);
    }

    private static ImportStep ClassToken(string source, ClassToken operation, WeightView learned, WeightView positions) => new([source], scope =>
        Convolutions.OfMap(scope.AddWeighted(operation, scope.Value(source, 0, 1, 2).Node, (ParameterRole.TypeEmbedding, learned), (ParameterRole.PositionEmbedding, positions))));

    /// <summary>The learned token that a node puts behind a sequence: a sum of it and zeros, one per sample.</summary>
    private static WeightView? Token(ImportGraph graph, NodeProto joined)
    {
        if (joined.Input is not [_, var token] || joined.Integer("axis", 1) != 3) return null;
        if (graph.Maker(token, "Add") is not { } sum || WrittenNormalization.Operands(graph, sum) is not ({ } zeros, { } learned)) return null;
        if (graph.Maker(zeros, "Mul") is not { } product || WrittenNormalization.Operands(graph, product) is not (_, { } factor) || graph.Number(factor) is not 0) return null;
        return graph.Constant(learned);
    }

    /// <summary>The table of places, of which a value is the first, features before tokens.</summary>
    private static WeightView? Places(ImportGraph graph, string value) =>
        graph.Maker(value, "Unsqueeze") is { } rows && graph.Maker(rows.Input[0], "Transpose") is { } places ? FirstRows(graph, places.Input[0]) : null;

    /// <summary>The table of which a value is the first rows; null for others.</summary>
    private static WeightView? FirstRows(ImportGraph graph, string value) =>
        graph.Maker(value, "Slice") is { } slice && graph.Setting(slice, "starts", 1) is [0] && (graph.Setting(slice, "axes", 3) ?? [0]) is [0] && graph.Constant(slice.Input[0]) is { Dimensions.Length: 2 } table
            ? table
            : null;

    /// <summary>The sum over the neighbors of every token, looked up in a padded sequence, times kernels of the sample.</summary>
    private static ImportStep? Spans(ImportGraph graph, NodeProto node)
    {
        if (graph.Setting(node, "axes", 1) is not [3] || node.Integer("keepdims", 1) != 0 || graph.Maker(node.Input[0], "Mul") is not { } products) return null;
        if (graph.Maker(products.Input[0], "Gather") is not { } neighbors || neighbors.Integer("axis", 0) != 3 || graph.Maker(neighbors.Input[0], "Pad") is not { } padded) return null;
        if (graph.Maker(products.Input[1], "Unsqueeze") is not { } kernels || graph.Setting(kernels, "axes", 1) is not [2] || graph.Integers(neighbors.Input[1]) is not { } places) return null;
        return new ImportStep([padded.Input[0], kernels.Input[0]], scope =>
        {
            var (weights, x) = (scope.Value(kernels.Input[0], 0, 1, 2), scope.Value(padded.Input[0], 0, 1, 2));
            var (kernel, tokens) = (weights.Node.Shape.Rows, x.Node.Shape.Columns);
            if (Convolutions.Padding(graph, padded) is not [0, var before, 0, var after] || before != kernel / 2 || after != before
                || !places.SequenceEqual(Enumerable.Range(0, kernel * tokens).Select(i => (long)(i / tokens + i % tokens))))
                throw scope.Refuse("it looks up other places than the neighbors of every token");
            return x.With(scope.Add(new SpanConvolution(), weights.Node, x.Node));
        });
    }

    /// <summary>A product with the matrix of a transform, along the columns or the rows.</summary>
    private static ImportStep? Spectrum(ImportGraph graph, NodeProto node)
    {
        var isAlongRows = graph.Reals(node.Input[0]) is not null;
        if ((isAlongRows ? graph.Reals(node.Input[0]) : graph.Reals(node.Input[1])) is not { } matrix || (int)Math.Sqrt(matrix.Length) is var length && length * length != matrix.Length) return null;
        foreach (var kind in Enum.GetValues<SpectralKind>())
        {
            var transform = new SpectralTransform(kind, isAlongRows);
            var known = transform.Matrix(length);
            if (!matrix.AsSpan().SequenceEqual(isAlongRows ? known : Transposed(known, length))) continue;
            var source = isAlongRows ? node.Input[1] : node.Input[0];
            return new ImportStep([source], scope => scope.Value(source, 0, 1, 2) is var x ? x.With(scope.Add(transform, x.Node)) : x);
        }

        return null;
    }

    private static float[] Transposed(float[] matrix, int length) => [.. Enumerable.Range(0, matrix.Length).Select(i => matrix[i % length * length + i / length])];
}
