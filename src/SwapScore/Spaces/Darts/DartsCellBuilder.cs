using System.Collections.Immutable;
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
    public Node Build(DartsCell cell, Node beforePrevious, Node previous, bool followsReduction) =>
        Build(cell.Concat, beforePrevious, previous, followsReduction, (scope, node, states) =>
        {
            var (left, right) = cell.EdgesOf(node);
            return [Path(scope.Within("left"), left, states), Path(scope.Within("right"), right, states)];
        });

    /// <summary>Adds a cell of a super-network: every node is the sum of all edges into it that are left, each the mean of the operations it still has.</summary>
    /// <param name="operations">For each of <see cref="DartsSpace.Connections"/> indices of <paramref name="choices"/>; none where it is removed.</param>
    /// <param name="choices">The operations an edge can have.</param>
    /// <param name="beforePrevious">Output of the cell before the previous one.</param>
    /// <param name="previous">Output of the previous cell.</param>
    public Node BuildMixed(IReadOnlyList<ImmutableArray<int>> operations, ImmutableArray<DartsOperation> choices, Node beforePrevious, Node previous) =>
        Build(Enumerable.Range(DartsCell.Inputs, DartsCell.Nodes), beforePrevious, previous, followsReduction: false, (scope, node, states) =>
        {
            var terms = new List<Node>();
            foreach (var (edge, connection) in DartsSpace.Connections.Index().Where(pair => pair.Item.Node == node))
            {
                var from = scope.Within($"from{connection.Input}");
                if (operations[edge].IsEmpty)
                    from.LeaveOut(left => Mixed(left, [.. Enumerable.Range(0, choices.Length)]));
                else
                    terms.Add(Mixed(from, operations[edge]));

                Node Mixed(NetworkBuilder within, ImmutableArray<int> present) => Layers.Mixed(
                    within, choices.Length, present, (inner, operation) => Operation(inner, new DartsEdge(choices[operation], connection.Input), states));
            }

            return terms;
        });

    private Node Build(
        IEnumerable<int> concat, Node beforePrevious, Node previous, bool followsReduction, Func<NetworkBuilder, int, List<Node>, IReadOnlyList<Node>> terms)
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
            states.Add(scope.Sum(terms(scope, node, states), "sum"));
        }

        return builder.Concatenation([.. concat.Select(node => states[node])], "concatenation");
    }

    private Node Path(NetworkBuilder scope, DartsEdge edge, List<Node> states)
    {
        var end = Operation(scope, edge, states);
        return options.HasDropPath && edge.Operation != DartsOperation.None && end != states[edge.Input] ? scope.DropPath(end, "path") : end;
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
