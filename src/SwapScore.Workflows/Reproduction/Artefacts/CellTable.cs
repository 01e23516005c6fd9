using System.Globalization;
using SwapScore.Torch.Training;
using SwapScore.Values;
using SwapScore.Workflows.Reproduction.Cells;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction.Artefacts;

/// <summary>Tables II and III: cells that searches as the paper's find, their sizes, what the searches cost, and the errors of the trained networks.</summary>
internal sealed class CellTable : IArtefact
{
    private readonly IReadOnlyList<PublishedCell> _rows;
    private readonly TrainingProtocol _protocol;
    private readonly int _images;

    private CellTable(string name, string title, IReadOnlyList<PublishedCell> rows, TrainingProtocol protocol, int images) => (Name, Title, _rows, _protocol, _images) = (name, title, rows, protocol, images);

    public static CellTable Two { get; } = new("table2", "Table II: cells searched on CIFAR-10", PublishedCell.TableTwo, TrainingProtocol.DartsCifar10, 50_000);

    public static CellTable Three { get; } = new("table3", "Table III: cells searched on ImageNet", PublishedCell.TableThree, TrainingProtocol.DartsImageNet, 1_281_167);

    public string Name { get; }

    public string Title { get; }

    public IReadOnlyList<string> Needs => [];

    public bool UsesData => false;

    public async Task<ArtefactReport> MakeAsync(ReproductionRun run)
    {
        var images = run.ImagesOf(_rows[0]);
        var cells = new List<FoundCell>();
        foreach (var row in _rows) cells.Add(await run.Searches.FindAsync(row, images).ConfigureAwait(false));
        var trainings = run.TrainingsOf(_rows[0].Task, _protocol, _images);
        var measured = trainings is null ? null : await Task.Run(() => trainings.Measure(cells[0])).ConfigureAwait(false);
        if (measured is not null) run.Inform(measured);
        var trained = new List<TrainedCell?>();
        foreach (var (row, cell) in _rows.Zip(cells)) trained.Add(trainings is null ? null : await Task.Run(() => trainings.Train(row, cell)).ConfigureAwait(false));
        return new ArtefactReport
        {
            Comparisons = [.. _rows.Select((row, i) => Compare(row, cells[i], trained[i])).SelectMany(some => some)],
            Tables = [new Detail("Paper and this run", "rows", Table(cells, trained))],
            Notes = [.. NotesOf(run, cells, trained, measured)],
        };
    }

    private static IEnumerable<PublishedComparison> Compare(PublishedCell row, FoundCell cell, TrainedCell? trained)
    {
        yield return new PublishedComparison($"millions of parameters, {row.Variant}", row.Parameters, Math.Round(cell.Parameters / 1e6, 3))
        {
            Reason = row.Task == "imagenet"
                ? "the paper gives neither population nor budget of its searches, nor the network it scores for ImageNet; ours is one search of one seed"
                : "the paper gives neither population nor budget of its searches; ours is one search of one seed",
        };
        if (trained is { IsFull: true })
            yield return new PublishedComparison($"error in per cent, {row.Variant}", row.Error, trained.Error) { Reason = "one training of one cell" };
    }

    private Table Table(List<FoundCell> cells, List<TrainedCell?> trained) => new(
        [
            Column.Text("Variant", "variant"), Column.Number("Error %: paper", "error.paper"), Column.Number("ours", "error.ours"), Column.Text("Training", "protocol"),
            Column.Number("Parameters, millions: paper", "parameters.paper"), Column.Number("ours", "parameters.ours"), Column.Number("Multiply-adds, millions", "flops"),
            Column.Number("Search, GPU days: paper", "days.paper"), Column.Number("days of a core here", "days.ours"), Column.Number("seconds of a core", "coreSeconds"), Column.Number("seconds by the clock", "seconds"), Column.Number("Scored", "evaluations"),
            Column.ForPrograms("architecture"),
        ],
        [
            .. _rows.Select((row, i) => (ValueList<Cell>)
            [
                row.Variant, new SignificantCell(row.Error), trained[i] is { } one ? new SignificantCell(one.Error) : new EmptyCell(), trained[i]?.Protocol ?? "not trained",
                new SignificantCell(row.Parameters), new SignificantCell(cells[i].Parameters / 1e6), new SignificantCell(cells[i].Flops / 1e6),
                new SignificantCell(row.Days), new SignificantCell(cells[i].Days), new SignificantCell(cells[i].CoreSeconds), new SignificantCell(cells[i].Seconds), cells[i].Evaluations,
                cells[i].Architecture,
            ]),
        ]);

    private IEnumerable<string> NotesOf(ReproductionRun run, List<FoundCell> cells, IReadOnlyList<TrainedCell?> trained, string? measured)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Ours: one search per row, on {cells[0].Samples}, with {run.Settings.Threads} threads of this machine's processor. Sizes are those of the networks of {_protocol.Channels} channels and {_protocol.Cells} cells, without auxiliary head.");
        foreach (var (row, cell) in _rows.Zip(cells).Where(pair => pair.First.Size is null)) yield return $"{row.Variant}: {cell.Fitness}.";
        if (run.UsesBuiltIn(_rows[0])) yield return "The built-in images stand in for those of the task.";
        if (measured is not null) yield return measured;
        if (trained.FirstOrDefault(one => one is not null) is not { } first)
            yield return $"The cells were not trained: a number of epochs and images with classes are wanted for that; the full protocol has {_protocol.Epochs} epochs.";
        else if (!first.IsFull)
            yield return $"The training is not that of the paper but shortened, so its errors cannot be compared with the paper's: {string.Join(", ", first.Shortenings)}; judged by {first.Judged} images.";
    }
}
