using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>Fully connected layers, linear maps of every token, and products of two computed values.</summary>
internal static class LinearMaps
{
    public static ImportStep? Find(ImportPlace place)
    {
        var (graph, node, _) = place;
        if (node.Is("Gemm")) return new ImportStep([node.Input[0]], scope => OfFeatures(scope, node));
        if (node.Is("MatMul")) return OfMatrices(graph, node, null);
        if (node.Is("Add") && WrittenNormalization.Operands(graph, node) is ({ } sum, { } bias) && graph.Maker(sum, "MatMul") is { } before && graph.IsReadOnce(before.Output[0])
            && graph.Constant(before.Input[1]) is { Dimensions.Length: 2 } weight && graph.Constant(bias) is { } added && added.Count == weight.Dimensions[1] && added.Dimensions[^1] == added.Count)
            return OfMatrices(graph, before, bias);
        return node.Is("Mul") && WrittenNormalization.Operands(graph, node) is ({ } product, { } factor) && graph.Number(factor) is { } scale
            && graph.Maker(product, "MatMul") is { } scaled && graph.IsReadOnce(scaled.Output[0]) && scaled.Input.All(input => graph.Constant(input) is null)
            ? Product(scaled, (float)scale)
            : null;
    }

    private static ImportedValue OfFeatures(ImportScope scope, NodeProto node)
    {
        if (scope.Graph.Constant(node.Input[1]) is not { Dimensions.Length: 2 } weight) throw scope.Refuse("its second matrix is computed");
        var bias = ImportGraph.HasInput(node, 2) ? node.Input[2] : null;
        if (node.Integer("transA", 0) != 0 || node.Real("alpha", 1) != 1 || (bias is not null && node.Real("beta", 1) != 1)) throw scope.Refuse("the engine has no factors in a linear map, and does not turn its input");
        return Linear(scope, node.Input[0], node.Integer("transB", 0) == 1 ? weight : weight.Transpose([1, 0]), bias);
    }

    private static ImportStep OfMatrices(ImportGraph graph, NodeProto node, string? bias)
    {
        if (graph.Constant(node.Input[1]) is not { } weight)
            return graph.Constant(node.Input[0]) is null ? Product(node, 1) : throw Refusal.At(node, "the engine multiplies with weights from the other side");
        if (weight.Dimensions.Length != 2) throw Refusal.At(node, $"its weight has {weight.Dimensions.Length} dimensions");
        return new ImportStep([node.Input[0]], scope => Linear(scope, node.Input[0], weight.Transpose([1, 0]), bias));
    }

    /// <summary>A linear map of the last dimension.</summary>
    /// <param name="weight">The weight, <c>[output][input]</c>.</param>
    private static ImportedValue Linear(ImportScope scope, string source, WeightView weight, string? bias)
    {
        var value = scope.Value(source);
        var last = value.Dimensions.Length - 1;
        var x = value.WithChannels(scope.Builder, last);
        var outputs = (int)weight.Dimensions[0];
        var biases = Convolutions.Bias(scope, bias);
        if (biases is [var (_, view)] && view.Count != outputs) throw scope.Refuse($"its bias has {view.Count} values, where {outputs} are expected");
        long[] dimensions = [.. x.Dimensions.SkipLast(1), outputs];

        // A map of features alone is a layer of its own; of tokens and places it is a convolution.
        var node = last == 0
            ? scope.AddWeighted(new Linear(outputs, bias is not null), x.Node, [(ParameterRole.LinearWeight, weight), .. biases])
            : scope.AddWeighted(new Convolution(outputs, 1) { Bias = bias is not null }, x.Node, [(ParameterRole.ConvolutionWeight, weight), .. biases]);
        return ImportedValue.Create(node, dimensions, [.. x.Places.SkipLast(1), 0]);
    }

    /// <summary>A product of two computed matrices, channel by channel.</summary>
    private static ImportStep Product(NodeProto node, float scale) => new([node.Input[0], node.Input[1]], scope =>
    {
        var (first, second) = (Matrix(scope, node.Input[0]), Matrix(scope, node.Input[1]));
        var (a, isFirstTurned) = first;
        var (b, isSecondTurned) = second;
        if (a.Dimensions.Length != b.Dimensions.Length || !a.Dimensions.SkipLast(2).SequenceEqual(b.Dimensions.SkipLast(2))) throw scope.Refuse("its factors have different numbers of matrices");
        long[] dimensions = [.. a.Dimensions.SkipLast(1), b.Dimensions[^1]];
        int[] channels = [.. a.Dimensions.SkipLast(2).Select(_ => 0)];
        var straight = ImportedValue.Create(
            scope.Add(new MatrixProduct(isSecondTurned) { TransposeFirst = isFirstTurned, Scale = scale }, a.Node, b.Node), dimensions, [.. channels, 1, 2]);

        // (A·B)ᵀ = Bᵀ·Aᵀ: where the values are needed with rows and columns exchanged, that is what is computed.
        var builder = scope.Builder;
        return straight with
        {
            Turned = () => ImportedValue.Create(
                builder.MatrixProduct(b.Node, a.Node, !isSecondTurned, !isFirstTurned, scale, $"{straight.Node.Name} turned"), dimensions, [.. channels, 2, 1]),
        };
    });

    /// <summary>A value as a matrix per channel, and whether it lies with rows and columns exchanged.</summary>
    private static (ImportedValue Value, bool IsTurned) Matrix(ImportScope scope, string source)
    {
        var value = scope.Value(source);
        var rank = value.Dimensions.Length;
        if (rank is not (2 or 3)) throw scope.Refuse($"the engine multiplies one matrix per channel, not values of {rank + 1} dimensions");
        int[] channels = rank == 3 ? [0] : [];

        // Rows and columns may lie either way: no value has to be moved for that.
        var isTurned = value.Places[^1] >= 0 && value.Places[^2] >= 0 && value.Places[^1] < value.Places[^2];
        var (rows, columns) = isTurned ? (2, 1) : (1, 2);
        return (value.At(scope.Builder, [.. channels, rows, columns]), isTurned);
    }
}
