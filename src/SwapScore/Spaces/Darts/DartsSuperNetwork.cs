using System.Collections.Immutable;
using SwapScore.Networks;

namespace SwapScore.Spaces.Darts;

/// <summary>The super-network of DARTS as TE-NAS prunes it: two cells, each of whose 14 edges is the mean of the operations it still has.</summary>
/// <remarks>
/// Chen, Gong, Wang: Neural Architecture Search on ImageNet in Four GPU Hours (ICLR 2021), with the sizes of their code: a stem and a normal cell of one channel, a
/// reduction cell of two; for the regions the same without the stem. <c>none</c> is never among the operations, as in the published code.
/// </remarks>
internal static class DartsSuperNetwork
{
    private const int Channels = 1;

    // Edges of the normal cell come first.
    private static readonly int EdgesOfCell = DartsSpace.Connections.Length;

    public static readonly ImmutableArray<DartsOperation> Operations = DartsOperationNames.WithoutNone;

    public static readonly ImmutableArray<PrunableEdge> Edges =
    [
        .. from cell in (string[])["normal", "reduce"]
           from connection in DartsSpace.Connections
           select new PrunableEdge($"{cell} {connection.Input}→{connection.Node}", [.. Operations.Select(DartsOperationNames.Name)]),
    ];

    /// <summary>The edges into a node; a genotype has two of them.</summary>
    public static readonly ImmutableArray<EdgeGroup> Groups =
    [
        .. from first in (int[])[0, EdgesOfCell]
           from node in DartsSpace.Connections.Index().GroupBy(pair => pair.Item.Node, pair => first + pair.Index)
           select new EdgeGroup([.. node], DartsCell.EdgeCount / DartsCell.Nodes),
    ];

    public static DartsGenotype Chosen(IReadOnlyList<ImmutableArray<int>> operations)
    {
        return new DartsGenotype(Cell(0), Cell(EdgesOfCell));

        DartsCell Cell(int first) => new(
            from pair in DartsSpace.Connections.Index()
            let choice = operations[first + pair.Index]
            where !choice.IsEmpty
            select new DartsEdge(Operations[choice.Single()], pair.Item.Input));
    }

    public static Network Build(IReadOnlyList<ImmutableArray<int>> operations, int classes, Shape input)
    {
        var builder = new NetworkBuilder("darts-supernet");
        var stem = builder.Within("stem");
        var x = Cells(builder, operations, stem.BatchNormalization(stem.Convolution(builder.Input(input), Channels, 3, padding: 1)));
        var head = builder.As(NodeRole.Head);
        return builder.Build(head.Linear(head.GlobalAveragePooling(x), classes, name: "classifier"));
    }

    public static Network BuildThin(IReadOnlyList<ImmutableArray<int>> operations, Shape input)
    {
        var builder = new NetworkBuilder("darts-supernet-thin");
        return builder.Build(Cells(builder, operations, builder.Input(input)));
    }

    private static Node Cells(NetworkBuilder builder, IReadOnlyList<ImmutableArray<int>> operations, Node x)
    {
        var normal = Cell("normal", Channels, isReduction: false, 0, x);
        var last = builder.Within("last");
        return last.Relu(last.BatchNormalization(Cell("reduce", 2 * Channels, isReduction: true, EdgesOfCell, normal)));

        Node Cell(string scope, int channels, bool isReduction, int first, Node previous) =>
            new DartsCellBuilder(builder.Within(scope), channels, isReduction, DartsNetworkOptions.Scoring)
                .BuildMixed([.. operations.Skip(first).Take(EdgesOfCell)], Operations, x, previous);
    }
}
