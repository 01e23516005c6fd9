using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Spaces.Diagrams;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search.Pruning;

/// <summary>What a pruning search has found.</summary>
internal sealed class PruneOutcome : Outcome
{
    private readonly PruneSettings _settings;

    public PruneOutcome(PruneSettings settings, PruningSearch search, IReadOnlyList<PruningRound> rounds, string? folder)
    {
        (_settings, Rounds, Folder) = (settings, rounds, folder);
        (Measurements, Evaluation) = (search.Measurements, search.Evaluation);
        Found = new FoundArchitecture(settings.Space, settings.Task, search.Found!);
        Document = PruneDocuments.Result(settings, rounds, Found);
    }

    /// <summary>The architecture that is left.</summary>
    public IArchitecture Architecture => Found.Architecture;

    /// <summary>The architecture that is left, with its sizes.</summary>
    public FoundArchitecture Found { get; }

    /// <summary>What was removed when.</summary>
    public IReadOnlyList<PruningRound> Rounds { get; }

    /// <summary>Number of networks measured.</summary>
    public int Measurements { get; }

    /// <summary>The settings of the measurements.</summary>
    public EvaluationOptions Evaluation { get; }

    /// <summary>The samples.</summary>
    public Batch Batch => _settings.Batch;

    public override string? Folder { get; }

    public override JsonObject Document { get; }

    public override IEnumerable<Note> Notes =>
    [
        new Note($"{Measurements} networks measured · {RunLine.Write(Evaluation, Batch, _settings.Threads, Seconds)}"),
        .. NotesOfFolder("configuration, history, result and drawings"),
    ];

    public override Table Table => PruneTables.Removed(_settings.Space, Rounds);

    public override IReadOnlyList<Detail> Details => PruneTables.Details(Found);

    public override string Drawing => Diagram.ToText(Architecture.Diagrams);

    public override HtmlReport CreatePage(string command)
    {
        var footer = new ChartFooter(ProductVersion.Text, command, Evaluation.Seed, Batch.Description);
        return TablePage.Report(
            $"An architecture found by pruning: {_settings.Space.Name}",
            footer,
            [$"{Measurements} networks were measured. None was trained."],
            new Detail("What was removed", null, Table),
            [new Detail("What is left", null, Found.Facts)],
            [
                new ReportFigure("cell", Diagram.ToSvg(Architecture.Diagrams), "What is left: inputs left, output right.", Drawing),
                ChartOf("ntk", "condition number of the tangent kernel", round => round.Ntk, "The lower, the easier the network is to train.", footer),
                ChartOf("regions", "linear regions", round => round.Regions, "The more, the more the network can express.", footer),
            ]);
    }

    private ReportFigure ChartOf(string name, string label, Func<PruningRound, double> value, string caption, ChartFooter footer) => new(
        name,
        new LineChart
        {
            Title = $"{char.ToUpperInvariant(label[0])}{label[1..]} over the rounds, {Measurements} networks of {_settings.Space.Name}",
            Subtitle = "of the super-network that is left",
            XLabel = "round",
            YLabel = label,
            TicksAtValues = true,
            Series = [new LineSeries(label, [.. Rounds.Select(round => new ChartPoint(round.Number, value(round)))])],
            Footer = footer,
        },
        caption);
}
