using SwapScore.Networks;

namespace SwapScore.Spaces.Darts;

/// <summary>Builds one cell.</summary>
/// <param name="builder">Names are within its scope.</param>
/// <param name="channels">Channels of every node of the cell.</param>
/// <param name="isReduction">Whether the cell halves the resolution.</param>
/// <param name="options">Normalisation of the network.</param>
internal sealed class DartsCellBuilder(NetworkBuilder builder, int channels, bool isReduction, DartsNetworkOptions options)
{
    /// <param name="cell">The cell.</param>
    /// <param name="beforePrevious">Output of the cell before the previous one.</param>
    /// <param name="previous">Output of the previous cell.</param>
    /// <param name="followsReduction">Whether the previous cell is a reduction, so that the one before it has twice the resolution.</param>
    public Node Build(DartsCell cell, Node beforePrevious, Node previous, bool followsReduction)
    {
        var scope0 = builder.Within("preprocess0");
        var state0 = followsReduction
            ? Layers.FactorizedReduction(scope0, beforePrevious, channels, options.Affine)
            : Layers.ReluConvolution(scope0, beforePrevious, channels, 1, affine: options.Affine);
        var state1 = Layers.ReluConvolution(builder.Within("preprocess1"), previous, channels, 1, affine: options.Affine);

        List<Node> states = [state0, state1];
        for (var node = DartsCell.Inputs; node < DartsCell.Inputs + DartsCell.Nodes; node++)
        {
            var scope = builder.Within($"node{node}");
            var (left, right) = cell.EdgesOf(node);
            states.Add(scope.Sum([Operation(scope.Within("left"), left, states), Operation(scope.Within("right"), right, states)], "sum"));
        }

        return builder.Concatenation([.. cell.Concat.Select(node => states[node])], "concatenation");
    }

    private Node Operation(NetworkBuilder scope, DartsEdge edge, List<Node> states)
    {
        var x = states[edge.Input];
        var stride = isReduction && edge.Input < DartsCell.Inputs ? 2 : 1;
        var affine = options.OperationAffine;
        return edge.Operation switch
        {
            DartsOperation.None => scope.Zero(x, stride, name: "zero"),
            DartsOperation.MaxPool3x3 => Normalized(scope, scope.MaxPooling(x, 3, stride, padding: 1, name: "pooling")),
            DartsOperation.AvgPool3x3 => Normalized(scope, scope.AveragePooling(x, 3, stride, padding: 1, name: "pooling")),
            DartsOperation.SkipConnect when stride == 1 => x,
            DartsOperation.SkipConnect => Layers.FactorizedReduction(scope, x, channels, affine),
            DartsOperation.SepConv3x3 => DartsLayers.SeparableConvolution(scope, x, 3, stride, affine),
            DartsOperation.SepConv5x5 => DartsLayers.SeparableConvolution(scope, x, 5, stride, affine),
            DartsOperation.DilConv3x3 => DartsLayers.DilatedConvolution(scope, x, 3, stride, affine),
            DartsOperation.DilConv5x5 => DartsLayers.DilatedConvolution(scope, x, 5, stride, affine),
            _ => throw new InvalidOperationException($"a cell holds the unknown operation {edge.Operation}"),
        };
    }

    private Node Normalized(NetworkBuilder scope, Node pooled) =>
        options.NormalizedPooling ? scope.BatchNormalization(pooled, affine: false, "normalization") : pooled;
}
