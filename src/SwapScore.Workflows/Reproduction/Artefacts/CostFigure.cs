using SwapScore.Torch.Training;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Reproduction.Cells;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Figure 1: the error of what searches find against what they cost, from the tables and from our own searches.</summary>
internal sealed class CostFigure : IArtefact
{
    public string Name => "fig1";

    public string Title => "Figure 1: error against the cost of the search";

    public IReadOnlyList<string> Needs => [];

    public bool UsesData => false;

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var cifar = await ChartAsync(run, $"{Name}-cifar10", "CIFAR-10", "error, per cent", PublishedCell.TableTwo, PublishedMethod.OnCifar10, TrainingProtocol.DartsCifar10).ConfigureAwait(false);
        var imageNet = await ChartAsync(run, $"{Name}-imagenet", "ImageNet", "top-1 error, per cent", PublishedCell.TableThree, PublishedMethod.OnImageNet, TrainingProtocol.DartsImageNet).ConfigureAwait(false);
        return new ArtefactReport
        {
            Charts = [(cifar.Name, cifar.Chart), (imageNet.Name, imageNet.Chart)],
            Tables = [new Detail("Points on CIFAR-10", "cifar10", Points(cifar.Chart)), new Detail("Points on ImageNet", "imagenet", Points(imageNet.Chart))],
            Notes =
            [
                "Other methods: as their own papers report them. The paper's variants: its Tables II and III. Ours: the cost is that of our searches on this machine, in days of one core of its processor; the error is the one the paper reports for the variant, since no cell was trained by the full protocol.",
            ],
        };
    }

    private async Task<(string Name, CostScatter Chart)> ChartAsync(
        ReproductionRun run, string name, string data, string label, IReadOnlyList<PublishedCell> rows, IReadOnlyList<PublishedMethod> others, TrainingProtocol protocol)
    {
        var ours = new List<CostPoint>();
        foreach (var row in rows)
        {
            var cell = await run.Searches.FindAsync(row, run.ImagesOf(row)).ConfigureAwait(false);
            ours.Add(new CostPoint(row.Variant, cell.Days, row.Error));
        }

        return (name, new CostScatter
        {
            Title = $"Error against the cost of the search, {data}",
            Subtitle = $"networks of {protocol.Channels} channels and {protocol.Cells} cells, or about their size",
            XLabel = "cost of the search, days",
            YLabel = label,
            Groups =
            [
                new CostGroup("other methods, by their own papers", [.. others.Select(method => new CostPoint(method.Name, method.Days, method.Error))]),
                new CostGroup("SWAP-NAS, by the paper", [.. rows.Select(row => new CostPoint(row.Variant, row.Days, row.Error))]),
                new CostGroup("our searches, at the paper's errors", [.. ours]),
            ],
            Footer = run.Footer(Name),
        });
    }

    private static Table Points(CostScatter chart) => new(
        [Column.Text("Group", "group"), Column.Text("Search", "search"), Column.Number("Days", "days"), Column.Number("Error %", "error")],
        [.. chart.Groups.SelectMany(group => group.Points.Select(point => (ValueList<Cell>)[group.Name, point.Name, new SignificantCell(point.Days), new SignificantCell(point.Error)]))]);
}
