using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Search.Trainings;
using SwapScore.Spaces.Diagrams;
using SwapScore.Storage;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search.Trainings;

/// <summary>What a search with a few trainings has found.</summary>
internal sealed class FewTrainingsOutcome : Outcome
{
    private readonly FewTrainingsOptions _options;
    private readonly FoundArchitecture _found;

    public FewTrainingsOutcome(FewTrainingsOptions options, SearchOutcome search, IArchitectureTrainer trainer, TrainingSearch trainings)
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

    public override string? Folder => Search.Folder;

    public override Table Table { get; }

    public override IReadOnlyList<Detail> Details => [new("The winner", null, _found.Facts)];

    public override string Drawing => Diagram.ToText(Best.Candidate.Architecture.Diagrams);

    /// <summary>Everything that was found for programs: the document of the search, with the winner as its best and the trainings.</summary>
    public override JsonObject Document { get; }

    public override IEnumerable<Note> Notes =>
    [
        new Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{Trainings.Count} trainings, the best {Best.Accuracy:0.00} % as number {Best.Number} · {Trainer} · {RunLine.Write(Search.Evaluation, Search.Batch, _options.Search.Threads, Seconds)}")),
        .. Search.Remarks,
        .. NotesOfFolder("configuration, history, result and drawings"),
    ];

    public override HtmlReport CreatePage(string command) => new FewTrainingsPage(_options, this, _found, command).Build();

    public void WriteResult(string folder) => AtomicFile.Write(Path.Combine(folder, RunFolderResult.FileName), JsonText.Document(Document));
}
