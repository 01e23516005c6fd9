using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search.Pruning;

/// <summary>What a pruning search writes for people: what was found, and what was removed when.</summary>
internal static class PruneTables
{
    public static Table Removed(IPrunableSpace space, IEnumerable<PruningRound> rounds) => new(
        [
            Column.Number("Round", "round"), Column.Text("Edge", "edge"), Column.Text("Removed", "operation"),
            Column.Number("NTK change", "ntkChange"), Column.Number("Regions change", "regionsChange"), Column.Number("Rank", "rank"),
        ],
        [
            .. from round in rounds
               from one in round.Measured.Where(one => one.IsPruned).OrderBy(one => one.Edge)
               select (ValueList<Cell>)
               [
                   round.Number, space.PrunableEdges[one.Edge].Name, space.PrunableEdges[one.Edge].Operations[one.Operation],
                   new CoefficientCell(one.NtkChange), new CoefficientCell(one.RegionsChange), one.Rank,
               ],
        ]);

    public static IReadOnlyList<Detail> Details(FoundArchitecture found) => [new("What is left", null, Table.FromFacts([found.Forms[0], .. found.SizesInWords]))];
}
