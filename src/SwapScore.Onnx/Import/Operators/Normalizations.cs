using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>Batch and layer normalization, as one node or written out in plain operators.</summary>
internal static class Normalizations
{
    private const float StandardEpsilon = 1e-5f;

    public static ImportStep? Find(ImportPlace place)
    {
        var (graph, node, _) = place;
        return node.OpType switch
        {
            "BatchNormalization" when Attributes.IsStandard(node.Domain) => new ImportStep([node.Input[0]], scope => OfBatch(
                scope, node.Input[0], node.Real("epsilon", StandardEpsilon),
                [(ParameterRole.Scale, node.Input[1]), (ParameterRole.Shift, node.Input[2]), (ParameterRole.RunningMean, node.Input[3]), (ParameterRole.RunningVariance, node.Input[4])])),
            "LayerNormalization" when Attributes.IsStandard(node.Domain) => new ImportStep([node.Input[0]], scope => OfLayer(
                scope, node.Input[0], [node.Integer("axis", -1)], node.Real("epsilon", StandardEpsilon),
                [(ParameterRole.Scale, node.Input[1]), .. ImportGraph.HasInput(node, 2) ? [(ParameterRole.Shift, node.Input[2])] : Array.Empty<(ParameterRole, string)>()])),
            "Add" or "Mul" or "Div" when WrittenNormalization.Find(graph, node) is { } written => new ImportStep([written.Source], scope => Written(scope, written)),
            _ => null,
        };
    }

    private static ImportedValue Written(ImportScope scope, WrittenNormalization written)
    {
        (ParameterRole, string)[] parameters =
        [
            .. written.Scale is { } scale ? [(ParameterRole.Scale, scale)] : Array.Empty<(ParameterRole, string)>(),
            .. written.Shift is { } shift ? [(ParameterRole.Shift, shift)] : Array.Empty<(ParameterRole, string)>(),
        ];
        return written.Axes.Contains(0) ? OfBatch(scope, written.Source, written.Epsilon, parameters, written.Axes) : OfLayer(scope, written.Source, written.Axes, written.Epsilon, parameters);
    }

    private static ImportedValue OfBatch(ImportScope scope, string source, float epsilon, (ParameterRole Role, string Value)[] parameters, IReadOnlyList<long>? axes = null)
    {
        var value = scope.Value(source);
        if (axes is not null && !axes.Select(axis => axis < 0 ? axis + value.Dimensions.Length + 1 : axis).Order().SequenceEqual(Enumerable.Range(0, value.Dimensions.Length + 1).Where(axis => axis != 1).Select(axis => (long)axis)))
            throw scope.Refuse($"a normalization over samples and dimensions {string.Join(", ", axes)} is not one per channel");
        var x = value.WithChannels(scope.Builder, 0);
        var norm = new BatchNormalization(parameters.Length > 0) { Epsilon = epsilon };
        return x.With(parameters.Length == 0 ? scope.Add(norm, x.Node) : scope.AddWeighted(norm, x.Node, Views(scope, parameters, x.Node.Shape.Channels)));
    }

    private static ImportedValue OfLayer(ImportScope scope, string source, IReadOnlyList<long> axes, float epsilon, (ParameterRole Role, string Value)[] parameters)
    {
        var value = scope.Value(source);
        var last = value.Dimensions.Length - 1;
        if (axes is not [var axis] || (axis != -1 && axis != last + 1)) throw scope.Refuse("the engine normalizes along the last dimension alone");
        var x = value.WithChannels(scope.Builder, last);
        if (parameters.Length == 0) parameters = [(ParameterRole.Scale, "")];
        return x.With(scope.AddWeighted(new LayerNormalization { Epsilon = epsilon }, x.Node, Views(scope, parameters, x.Node.Shape.Channels)));
    }

    private static (ParameterRole, WeightView)[] Views(ImportScope scope, (ParameterRole Role, string Value)[] parameters, int channels) =>
    [
        .. parameters.Select(parameter => (parameter.Role, parameter.Value.Length == 0 ? WeightView.Same(1, channels)
            : scope.Graph.Constant(parameter.Value) is { } view ? view
            : throw scope.Refuse($"its {parameter.Role} is computed"))),
    ];
}
