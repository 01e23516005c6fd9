using SwapScore.Networks;
using SwapScore.Onnx.Graphs;

namespace SwapScore.Onnx.Export.Operations;

/// <summary>Batch and layer normalisation.</summary>
internal static class Normalizations
{
    /// <summary>
    /// By the statistics of the batch, in plain operators: not every runtime has BatchNormalization in its training mode, ONNX Runtime for one.
    /// </summary>
    public static void OfBatch(NodeScope scope, float epsilon)
    {
        var mean = Mean("mean", scope.Map());
        var centred = scope.Step("Sub", "centred", [scope.Map(), mean]);
        var variance = Mean("variance", scope.Step("Mul", "squares", [centred, centred]));
        var deviation = scope.Step("Sqrt", "deviation", [scope.Step("Add", "shifted", [variance, scope.Graph.Number(epsilon)])]);
        if (!NetworkWeights.Has(scope.Node, ParameterRole.Scale))
        {
            scope.Result("Div", [centred, deviation]);
            return;
        }

        var channels = scope.Node.Shape.Channels;
        var normalized = scope.Step("Div", "normalized", [centred, deviation]);
        var scaled = scope.Step("Mul", "scaled", [normalized, scope.Weight(ParameterRole.Scale, channels, 1, 1)]);
        scope.Result("Add", [scaled, scope.Weight(ParameterRole.Shift, channels, 1, 1)]);

        string Mean(string step, string values) => scope.Step("ReduceMean", step, [values], Attributes.Create("axes", 0, 2, 3), Attributes.Create("keepdims", 1));
    }

    /// <summary>By running statistics.</summary>
    public static void Running(NodeScope scope, float epsilon)
    {
        var channels = scope.Node.Shape.Channels;
        var isAffine = NetworkWeights.Has(scope.Node, ParameterRole.Scale);
        scope.Result(
            "BatchNormalization",
            [
                scope.Map(),
                isAffine ? scope.Weight(ParameterRole.Scale, channels) : scope.Graph.Same(1, channels),
                isAffine ? scope.Weight(ParameterRole.Shift, channels) : scope.Graph.Same(0, channels),
                scope.Weight(ParameterRole.RunningMean, channels),
                scope.Weight(ParameterRole.RunningVariance, channels),
            ],
            Attributes.Create("epsilon", epsilon));
    }

    /// <summary>ONNX normalises along the last dimensions; ours are the channels.</summary>
    public static void OfLayer(NodeScope scope, float epsilon)
    {
        var channels = scope.Node.Shape.Channels;
        var channelsLast = scope.Step("Transpose", "channels-last", [scope.Map()], Attributes.Create("perm", 0, 2, 3, 1));
        var normalized = scope.Step(
            "LayerNormalization",
            "normalized",
            [channelsLast, scope.Weight(ParameterRole.Scale, channels), scope.Weight(ParameterRole.Shift, channels)],
            Attributes.Create("axis", -1),
            Attributes.Create("epsilon", epsilon));
        scope.Result("Transpose", [normalized], Attributes.Create("perm", 0, 3, 1, 2));
    }
}
