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
    public HtmlReport CreatePage(string command) => TablePage.Report(
        $"An architecture found by pruning: {_settings.Space.Name}",
        new ChartFooter(ProductVersion.Text, command, Evaluation.Seed, Batch.Description),
        [$"{Measurements} networks were measured; what is left is {Architecture.Text}."],
        new Detail("What was removed", null, Table),
        Details);
}
