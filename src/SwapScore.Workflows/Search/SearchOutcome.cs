using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics.Aggregates;
using SwapScore.Search;
using SwapScore.Spaces.Diagrams;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search;

/// <summary>What a search has found.</summary>
internal sealed class SearchOutcome : Outcome
{
    private readonly SearchSettings _settings;
    private readonly IReadOnlyList<CandidateScored> _scored;
    private readonly LatencyCheck? _latencies;

    public SearchOutcome(SearchSettings settings, ArchitectureSearch search, IReadOnlyList<CandidateScored> scored, LatencyCheck? latencies, string? folder)
    {
        (_settings, Search, _scored, _latencies, Folder) = (settings, search, scored, latencies, folder);
        Found = new FoundArchitecture(settings.Space, settings.Task, search.Best!.Architecture);
        Agreements = settings.Aggregate is { } aggregate ? SearchFitness.Agreements(aggregate, settings.Options.Metrics, search.Candidates) : [];
        Document = SearchDocuments.Result(settings, search, Found, Agreements, latencies);
    }

    /// <summary>The search: its candidates, population and best.</summary>
    public ArchitectureSearch Search { get; }

    /// <summary>The fittest architecture.</summary>
    public FoundArchitecture Found { get; }

    public override string? Folder { get; }

    /// <summary>The settings of scores, with μ and σ as resolved.</summary>
    public EvaluationOptions Evaluation => _settings.Options;

    /// <summary>What was maximized.</summary>
    public ISearchFitness Fitness => _settings.Fitness;

    /// <summary>How far each metric of an aggregate ranks the candidates as the others do; empty where no aggregate is maximized.</summary>
    public IReadOnlyList<TermAgreement> Agreements { get; }

    /// <summary>What a user should know of them, in one line each.</summary>
    public IEnumerable<string> Disagreements => TermAgreement.Sentences(Fitness.Description, Agreements);

    public override IEnumerable<Note> Notes =>
    [
        .. HasTies ? [new Note(Places.TieMeaning)] : (Note[])[],
        new Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{Search.Candidates.Count} different architectures scored, the fittest as number {Search.Best!.Number} · {Fitness.Summary} · {RunLine.Write(Evaluation, Batch, _settings.Threads, Seconds)}")),
        .. Remarks,
        .. NotesOfFolder("configuration, history, result and drawings"),
    ];

    /// <summary>What a user should know of the search, in one line each.</summary>
    public IEnumerable<Note> Remarks
    {
        get
        {
            foreach (var disagreement in Disagreements)
                yield return new Note(disagreement, IsWarning: true);
            if (DescribeEstimates() is { } estimates) yield return new Note(estimates);
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

    public override JsonObject Document { get; }

    public override Table Table => SearchTables.Fittest(_settings, Search);

    private bool HasTies => SearchTables.Place(Fitness, SearchTables.Fittest(Fitness, Search)).Any(place => place.IsTied);

    public override IReadOnlyList<Detail> Details => SearchTables.Details(_settings, Search, Found, _latencies);

    public override string Drawing => Diagram.ToText(Found.Architecture.Diagrams);

    public override HtmlReport CreatePage(string command) => new SearchDrawings(_settings, Search, Found, _scored, _latencies, command).Page([.. Disagreements]);

    /// <summary>How far the latencies that were estimated from a table are off; null where none were.</summary>
    private string? DescribeEstimates()
    {
        if (_settings.Latency is not { IsEstimate: true } source) return null;
        if (_latencies is null) return $"latencies are estimates {source.Words}; none was measured, since the table is of another device";
        var first = Search.Candidates.DistinctBy(one => one.Architecture.Text).ToDictionary(one => one.Architecture.Text, one => Search.LatencyOf(one.Architecture) ?? double.NaN);
        var (average, most, count) = _latencies.Error(text => first[text]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"latencies are estimates {source.Words}; measured once more, {(count == 1 ? "the network that was found is" : $"the {count} networks that were found are")} off by {100 * average:F1} %{(count == 1 ? "" : $" on average and {100 * most:F1} % at most")}");
    }
}
