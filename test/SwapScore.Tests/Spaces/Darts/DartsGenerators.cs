using CsCheck;
using SwapScore.Spaces.Darts;

namespace SwapScore.Tests.Spaces.Darts;

internal static class DartsGenerators
{
    public static Gen<DartsCell> Cell { get; } =
        from operations in Gen.Enum<DartsOperation>().Array[DartsCell.EdgeCount]
        from inputs in Gen.Int[0, 59].Array[DartsCell.EdgeCount]
        from nodes in Gen.Shuffle(new[] { 2, 3, 4, 5 })
        from count in Gen.Int[1, 4]
        select new DartsCell(operations.Select((operation, edge) => new DartsEdge(operation, inputs[edge] % DartsCell.NodeOf(edge))), nodes.Take(count));

    public static Gen<DartsGenotype> Genotype { get; } = Gen.Select(Cell, Cell, (normal, reduce) => new DartsGenotype(normal, reduce));
}
