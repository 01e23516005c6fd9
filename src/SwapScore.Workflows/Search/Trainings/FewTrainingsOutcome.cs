using System.Text.Json.Nodes;
using SwapScore.Search.Trainings;
using SwapScore.Spaces.Diagrams;
using SwapScore.Storage;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search.Trainings;

/// <summary>What a search with a few trainings has found.</summary>
public sealed class FewTrainingsOutcome
{
    private readonly FewTrainingsOptions _options;
    private readonly FoundArchitecture _found;

    internal FewTrainingsOutcome(FewTrainingsOptions options, SearchOutcome search, IArchitectureTrainer trainer, TrainingSearch trainings)
    {
        (_options, Search, Trainings, Best, Trainer) = (options, search, trainings.Trainings, trainings.Best!, trainer.Description);
        _found = new FoundArchitecture(options.Search.Space, options.Search.Task, Best.Candidate.Architecture);
        Table = FewTrainingsTable.Create(Trainings, search.Search.Candidates, search.Fitness, options.Search.Space);
        Document = FewTrainingsDocuments.Result(this, _found);
    }

    /// <summary>The search that made and scored the candidates.</summary>
    public SearchOutcome Search { get; }

    /// <summary>All trainings, in their order.</summary>
    public IReadOnlyList<SwapScore.Search.Trainings.Training> Trainings { get; }

    /// <summary>The winner: the most accurate of the longest trainings.</summary>
    public SwapScore.Search.Trainings.Training Best { get; }

    /// <summary>What trained, or the table that took its place, in words.</summary>
    public string Trainer { get; }

    /// <summary>The run folder; null where nothing was kept.</summary>
    public string? Folder => Search.Folder;

    /// <summary>The trainings as a table, the winner first.</summary>
    public Table Table { get; }

    /// <summary>Further tables: what the winner is.</summary>
    public IReadOnlyList<Detail> Details => [new("The winner", null, _found.Facts)];

    /// <summary>The winner drawn as lines of text.</summary>
    public string Drawing => Diagram.ToText(Best.Candidate.Architecture.Diagrams);

    /// <summary>Everything that was found for programs: the document of the search, with the winner as its best and the trainings.</summary>
    public JsonObject Document { get; }

    /// <summary>Why files could not be written at the end; empty where all were.</summary>
    public IReadOnlyList<Exception> FileFaults { get; internal set; } = [];

    /// <summary>The report as an HTML page with figures.</summary>
    /// <param name="command">How the search is made again, as the front end says it.</param>
    public HtmlReport CreatePage(string command) => new FewTrainingsPage(_options, this, _found, command).Build();

    /// <summary>Writes a report and drawings into the run folder, if there is one.</summary>
    /// <param name="command">How the search is made again, for the report.</param>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public void WriteReport(string command)
    {
        if (Folder is null) return;
        var page = CreatePage(command);
        page.SaveFigures(Folder);
        page.Save(Path.Combine(Folder, SearchOutcome.ReportName));
    }

    internal void WriteResult(string folder) => AtomicFile.Write(Path.Combine(folder, RunFolderResult.FileName), JsonText.Document(Document));
}
