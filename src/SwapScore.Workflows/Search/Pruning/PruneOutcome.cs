using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Search.Pruning;
using SwapScore.Spaces;
using SwapScore.Spaces.Diagrams;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search.Pruning;

/// <summary>What a pruning search has found.</summary>
public sealed class PruneOutcome
{
    private readonly PruneSettings _settings;

    internal PruneOutcome(PruneSettings settings, PruningSearch search, IReadOnlyList<PruningRound> rounds, string? folder)
    {
        (_settings, Rounds, Folder) = (settings, rounds, folder);
        (Measurements, Evaluation) = (search.Measurements, search.Evaluation);
        Found = new FoundArchitecture(settings.Space, settings.Task, search.Found!);
        Document = PruneDocuments.Result(settings, rounds, Found);
    }

    /// <summary>The architecture that is left.</summary>
    public IArchitecture Architecture => Found.Architecture;

    /// <summary>The architecture that is left, with its sizes.</summary>
    internal FoundArchitecture Found { get; }

    /// <summary>What was removed when.</summary>
    public IReadOnlyList<PruningRound> Rounds { get; }

    /// <summary>Number of networks measured.</summary>
    public int Measurements { get; }

    /// <summary>The settings of the measurements.</summary>
    public EvaluationOptions Evaluation { get; }

    /// <summary>The samples.</summary>
    public Batch Batch => _settings.Batch;

    /// <summary>The run folder; null where nothing was kept.</summary>
    public string? Folder { get; }

    /// <summary>Everything that was found, for programs.</summary>
    public JsonObject Document { get; }

    /// <summary>Why files could not be written at the end; empty where all were.</summary>
    public IReadOnlyList<Exception> FileFaults { get; internal set; } = [];

    /// <summary>The removed operations as a table.</summary>
    public Table Table => PruneTables.Removed(_settings.Space, Rounds);

    /// <summary>Further tables: what is left.</summary>
    public IReadOnlyList<Detail> Details => PruneTables.Details(Found);

    /// <summary>The architecture that is left drawn as lines of text.</summary>
    public string Drawing => Diagram.ToText(Architecture.Diagrams);

    /// <summary>What was removed and what is left, as an HTML page.</summary>
    /// <param name="command">How the search is made again, as the front end says it.</param>
    public HtmlReport CreatePage(string command)
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

    /// <summary>Writes the report and its figures into the run folder, if there is one.</summary>
    /// <param name="command">How the search is made again, for the report.</param>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public void WriteReport(string command)
    {
        if (Folder is null) return;
        var page = CreatePage(command);
        page.SaveFigures(Folder);
        page.Save(Path.Combine(Folder, SearchOutcome.ReportName));
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
