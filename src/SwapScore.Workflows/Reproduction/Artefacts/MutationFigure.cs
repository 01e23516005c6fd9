using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Spaces.Diagrams;
using SwapScore.Values;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Figure 9: a parent and its children by mutation, from a search as the paper's: one differs in an operation, one in a connection.</summary>
internal sealed class MutationFigure : IArtefact
{
    public string Name => "fig9";

    public string Title => "Figure 9: a parent and its children by mutation";

    public IReadOnlyList<string> Needs => [];

    public bool UsesData => false;

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var outcome = await run.SearchDartsAsync().ConfigureAwait(false);
        var candidates = outcome.Search.Candidates;
        if (FindFamily([.. candidates.FittestFirst(outcome.Fitness)]) is not var (parent, byOperation, byConnection))
            return new ArtefactReport { Absent = ["the search scored no parent with a child of each kind"] };
        var before = Cell(parent.Architecture);
        Diagram[] drawn =
        [
            before with { Title = "Parent" },
            Marked(before, Cell(byOperation.Architecture), "Child by mutation of an operation"),
            Marked(before, Cell(byConnection.Architecture), "Child by mutation of a connection"),
        ];
        return new ArtefactReport
        {
            Drawings = [new ReportFigure(Name, Diagram.ToSvg(drawn), "A parent and two children of a search; what a mutation has changed is marked.", Diagram.ToText(drawn))],
            Tables =
            [
                new Detail("The three cells", "cells", new Table(
                    [Column.Text("Cell", "cell"), Column.Number("Scored as", "number"), Column.Number("Fitness", "fitness"), Column.Text("Change", "change"), Column.ForPrograms("architecture")],
                    [Row("parent", parent, parent, outcome), Row("operation", byOperation, parent, outcome), Row("connection", byConnection, parent, outcome)])),
            ],
            Notes =
            [
                $"From a search as the paper's with {candidates.Count} evaluations: of all pairs that differ in one operation or one connection, the fittest parent that has a child of each kind, and its fittest ones. The search keeps both cells of a genotype equal, so one is drawn.",
            ],
        };
    }

    private static ValueList<Cell> Row(string name, Candidate candidate, Candidate parent, SearchOutcome outcome) =>
    [
        name, candidate.Number, new CoefficientCell(outcome.Fitness.Of(candidate)), Change(Cell(parent.Architecture), Cell(candidate.Architecture)), candidate.Architecture.Text,
    ];

    private static (Candidate Parent, Candidate ByOperation, Candidate ByConnection)? FindFamily(IReadOnlyList<Candidate> fittestFirst)
    {
        foreach (var parent in fittestFirst)
        {
            var children = fittestFirst.Where(child => child.Number > parent.Number && Different(Cell(parent.Architecture), Cell(child.Architecture)).Count == 1).ToList();
            var byOperation = children.FirstOrDefault(child => IsOfOperation(parent, child));
            var byConnection = children.FirstOrDefault(child => IsOfConnection(parent, child));
            if (byOperation is not null && byConnection is not null) return (parent, byOperation, byConnection);
        }

        return null;
    }

    private static bool IsOfOperation(Candidate parent, Candidate child) => Change(parent, child) is var (before, after) && before.Source == after.Source && before.Label != after.Label;

    private static bool IsOfConnection(Candidate parent, Candidate child) => Change(parent, child) is var (before, after) && before.Source != after.Source && before.Label == after.Label;

    private static (DiagramEdge Before, DiagramEdge After) Change(Candidate parent, Candidate child)
    {
        var (before, after) = (Cell(parent.Architecture), Cell(child.Architecture));
        var index = Different(before, after)[0];
        return (before.Edges[index], after.Edges[index]);
    }

    private static Diagram Cell(IArchitecture architecture) => architecture.Diagrams[0];

    /// <summary>Indices of the edges that differ; the edges of two genotypes are in one order, two for each node.</summary>
    private static List<int> Different(Diagram before, Diagram after) =>
        [.. Enumerable.Range(0, before.Edges.Count).Where(edge => after.Edges[edge] != before.Edges[edge])];

    private static string Change(Diagram before, Diagram after) => string.Join("; ", Different(before, after).Select(edge => $"{Words(before.Edges[edge])} became {Words(after.Edges[edge])}"));

    private static string Words(DiagramEdge edge) => $"{edge.Source}→{edge.Target} {edge.Label}";

    private static Diagram Marked(Diagram before, Diagram after, string title)
    {
        var changed = Different(before, after);
        return after with
        {
            Title = $"{title}: {Change(before, after)}",
            Edges = [.. after.Edges.Select((edge, i) => changed.Contains(i) ? edge with { Label = $"{edge.Label} *", Style = DiagramStyle.Changed } : edge)],
        };
    }
}
