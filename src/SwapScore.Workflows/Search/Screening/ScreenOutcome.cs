using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Metrics.Aggregates;
using SwapScore.Search;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search.Screening;

/// <summary>What a screening has kept.</summary>
internal sealed class ScreenOutcome : Outcome
{
    private readonly ScreenOptions _options;

    public ScreenOutcome(ScreenOptions options, SearchScoring scoring, ISearchFitness fitness, IReadOnlyList<Candidate> kept, EvaluationOptions evaluation, Batch batch, bool isComplete)
    {
        (_options, Fitness, Kept, Evaluation, Batch, IsComplete) = (options, fitness, kept, evaluation, batch, isComplete);
        (Different, Failures, FirstFailure) = (scoring.Candidates.Count, scoring.Failures, scoring.FirstFailure);
        Agreements = options.Fitness.Aggregate is { } aggregate ? SearchFitness.Agreements(aggregate, evaluation.Metrics, scoring.Candidates) : [];
    }

    /// <summary>The kept ones, fittest first.</summary>
    public IReadOnlyList<Candidate> Kept { get; }

    public override bool IsComplete { get; }

    /// <summary>Number of different architectures that have a score.</summary>
    public int Different { get; }

    /// <summary>Number of architectures that could not be scored.</summary>
    public int Failures { get; }

    /// <summary>Why the first of them could not; null where there is none.</summary>
    public string? FirstFailure { get; }

    /// <summary>What was maximized.</summary>
    public ISearchFitness Fitness { get; }

    /// <summary>How far each metric of an aggregate ranks the candidates as the others do; empty where no aggregate is maximized.</summary>
    public IReadOnlyList<TermAgreement> Agreements { get; }

    /// <summary>What a user should know of them, in one line each.</summary>
    public IEnumerable<string> Disagreements => TermAgreement.Sentences(Fitness.Description, Agreements);

    /// <summary>The settings of scores, with μ and σ as resolved.</summary>
    public EvaluationOptions Evaluation { get; }

    /// <summary>The samples.</summary>
    public Batch Batch { get; }

    public override Table Table => SearchTables.Create(Evaluation.Metrics, Fitness, Kept, _options.Space);

    public override bool HasFailures => Failures > 0;

    public override IEnumerable<Note> Notes
    {
        get
        {
            if (Ranks.Any(place => place.IsTied)) yield return new Note(Places.TieMeaning);
            yield return new Note($"{Kept.Count} of {Different} different architectures kept · {Fitness.Summary} · {RunLine.Write(Evaluation, Batch, _options.Threads, Seconds)}");
            foreach (var disagreement in Disagreements)
                yield return new Note(disagreement, IsWarning: true);
            if (Failures > 0) yield return new Note($"{Failures} architectures could not be scored; the first: {FirstFailure}", IsWarning: true);
            if (!IsComplete) yield return new Note($"interrupted: {Different + Failures} of {_options.Candidates.Count} architectures are scored");
        }
    }

    private IReadOnlyList<Place> Ranks => SearchTables.Place(Fitness, Kept);

    public override HtmlReport CreatePage(string command) => TablePage.Report(
        $"The best of {Different} architectures: {_options.Space.Name}",
        new ChartFooter(ProductVersion.Text, command, Evaluation.Seed, Batch.Description),
        Disagreements.Select(sentence => $"{sentence}."),
        new Detail("The fittest", null, Table),
        []);

    public override JsonObject Document => ResultDocument.Create(new JsonObject
    {
        ["version"] = ProductVersion.Text,
        ["space"] = _options.Space.Name,
        ["task"] = _options.Task.Name,
        ["options"] = EvaluationJson.Node(Evaluation),
        ["batch"] = EvaluationJson.Node(Batch),
        ["fitness"] = Fitness.Description,
        ["candidates"] = _options.Candidates.Count,
        ["different"] = Different,
        ["agreements"] = Agreements.Count > 0 ? EvaluationJson.Node(Agreements) : null,
        ["kept"] = new JsonArray([.. Kept.Zip(Ranks, AsJson)]),
    });

    private JsonObject AsJson(Candidate candidate, Place place)
    {
        var json = SearchDocuments.Candidate(candidate, Fitness, Evaluation.Metrics);
        json.Insert(0, "rank", place.Rank);
        json.Insert(1, "tied", place.IsTied);
        return json;
    }
}
