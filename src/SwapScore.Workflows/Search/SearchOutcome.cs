using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics.Aggregates;
using SwapScore.Search;
using SwapScore.Spaces.Diagrams;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search;

/// <summary>What a search has found.</summary>
public sealed class SearchOutcome
{
    /// <summary>Name of the report in a run folder.</summary>
    public const string ReportName = "report.html";

    private readonly SearchSettings _settings;
    private readonly IReadOnlyList<CandidateScored> _scored;
    private readonly LatencyCheck? _latencies;

    internal SearchOutcome(SearchSettings settings, ArchitectureSearch search, IReadOnlyList<CandidateScored> scored, LatencyCheck? latencies, string? folder)
    {
        (_settings, Search, _scored, _latencies, Folder) = (settings, search, scored, latencies, folder);
        Found = new FoundArchitecture(settings.Space, settings.Task, search.Best!.Architecture);
        Agreements = settings.Aggregate is { } aggregate ? SearchFitness.Agreements(aggregate, settings.Options.Metrics, search.Candidates) : [];
        Document = SearchDocuments.Result(settings, search, Found, Agreements, latencies);
    }

    /// <summary>The search: its candidates, population and best.</summary>
    public ArchitectureSearch Search { get; }

    /// <summary>The fittest architecture.</summary>
    internal FoundArchitecture Found { get; }

    /// <summary>The run folder; null where nothing was kept.</summary>
    public string? Folder { get; }

    /// <summary>The settings of scores, with μ and σ as resolved.</summary>
    public EvaluationOptions Evaluation => _settings.Options;

    /// <summary>What was maximized.</summary>
    public ISearchFitness Fitness => _settings.Fitness;

    /// <summary>How far each metric of an aggregate ranks the candidates as the others do; empty where no aggregate is maximized.</summary>
    public IReadOnlyList<TermAgreement> Agreements { get; }

    /// <summary>What a user should know of them, in one line each.</summary>
    public IEnumerable<string> Disagreements => TermAgreement.Sentences(Fitness.Description, Agreements);

    /// <summary>What a user should know of the search, in one line each.</summary>
    public IEnumerable<Note> Remarks
    {
        get
        {
            foreach (var disagreement in Disagreements)
                yield return new Note(disagreement, IsWarning: true);
            if (_settings.Search.Budget.Seconds is { } most && _latencies?.IsAbove(Search.Best!.Architecture, most) == true)
                yield return new Note($"the fittest took longer than {SearchBudget.Duration(most)} when it was measured again: leave a margin, or let nothing else run", IsWarning: true);
            var count = Search.Candidates.Count;
            if (Search.IsOutOfTime)
                yield return new Note($"the time was over after {count} architectures; how far a search gets depends on the machine");
            else if (count < Evaluations)
                yield return new Note("nothing new was found any more: what is left of the space is beyond the limits, or cannot be scored", IsWarning: true);
        }
    }

    /// <summary>The samples.</summary>
    public Batch Batch => _settings.Batch;

    /// <summary>Architectures that were to be scored.</summary>
    public int Evaluations => _settings.Evaluations;

    /// <summary>Everything that was found for programs. Nothing in it depends on the clock unless a budget of latency or time does.</summary>
    public JsonObject Document { get; }

    /// <summary>Why files could not be written at the end; empty where all were.</summary>
    public IReadOnlyList<Exception> FileFaults { get; internal set; } = [];

    /// <summary>The fittest architectures as a table.</summary>
    public Table Table => SearchTables.Fittest(_settings, Search);

    /// <summary>Whether any of the fittest is tied with the one above it.</summary>
    public bool HasTies => SearchTables.Place(Fitness, SearchTables.Fittest(Fitness, Search)).Any(place => place.IsTied);

    /// <summary>Further tables: what the fittest is, and what smaller ones reach.</summary>
    public IReadOnlyList<Detail> Details => SearchTables.Details(_settings, Search, Found, _latencies);

    /// <summary>The fittest architecture drawn as lines of text.</summary>
    public string Drawing => Diagram.ToText(Found.Architecture.Diagrams);

    /// <summary>Writes a report and drawings into the run folder, if there is one.</summary>
    /// <param name="command">How the search is made again, for the report.</param>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public void WriteReport(string command)
    {
        if (Folder is not null) Drawings(command).Write(Folder, [.. Disagreements]);
    }

    /// <summary>
    /// Writes the front into the folder <c>front</c> of the run folder: <c>front.csv</c>, and each network at full size as <c>NUMBER.onnx</c>, to be
    /// trained from. Nothing where there is no run folder.
    /// </summary>
    /// <param name="notes">Is told where they are.</param>
    /// <param name="cancellation">Stops after the model in progress.</param>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public void ExportFront(IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        if (Folder is not null) FrontFiles.Write(Folder, _settings, Search, notes, cancellation);
    }

    /// <summary>The report as an HTML page with figures.</summary>
    /// <param name="command">How the search is made again, as the front end says it; it stands below every figure.</param>
    public HtmlReport CreatePage(string command) => Drawings(command).Page([.. Disagreements]);

    private SearchDrawings Drawings(string command) => new(_settings, Search, Found, _scored, _latencies, command);
}
