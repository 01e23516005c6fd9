using System.Collections.Immutable;
using SwapScore.Networks;

namespace SwapScore.Spaces.NasBench201;

/// <summary>The super-network of NAS-Bench-201 as TE-NAS prunes it: every edge is the mean of the operations it still has.</summary>
/// <remarks>
/// Chen, Gong, Wang: Neural Architecture Search on ImageNet in Four GPU Hours (ICLR 2021), with the sizes of their code: three channels and one cell a
/// stage, and one cell of one channel that reads the image itself. <c>none</c> is never among the operations, as in the published code.
/// </remarks>
internal static class NasBench201SuperNetwork
{
    private const int Channels = 3;
    private const int CellsAStage = 1;

    public static readonly ImmutableArray<NasBench201Operation> Operations =
    [
        NasBench201Operation.Skip, NasBench201Operation.Convolution1x1, NasBench201Operation.Convolution3x3, NasBench201Operation.AveragePool3x3,
    ];

    public static readonly ImmutableArray<PrunableEdge> Edges =
    [
        .. from target in Enumerable.Range(1, 3)
           from source in Enumerable.Range(0, target)
           select new PrunableEdge($"{source}→{target}", [.. Operations.Select(NasBench201Architecture.NameOf)]),
    ];

    public static Network Build(IReadOnlyList<ImmutableArray<int>> operations, int classes, Shape input) =>
        NasBench201Networks.Build((scope, edge, x) => Mixed(scope, operations[edge], x), classes, input, Channels, CellsAStage);

    public static Network BuildThin(IReadOnlyList<ImmutableArray<int>> operations, Shape input)
    {
        var builder = new NetworkBuilder("nasbench201");
        var x = NasBench201Networks.Cell(builder.Within("cell"), (scope, edge, x) => Mixed(scope, operations[edge], x), builder.Input(input));
        return builder.Build(builder.Relu(builder.BatchNormalization(x)));
    }

    private static Node Mixed(NetworkBuilder builder, ImmutableArray<int> present, Node x) => Layers.Mixed(
        builder, Operations.Length, present, (scope, operation) => NasBench201Networks.Operation(scope, Operations[operation], x));
}
