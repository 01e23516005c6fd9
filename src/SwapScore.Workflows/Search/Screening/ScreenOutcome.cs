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
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search.Screening;

/// <summary>What a screening has kept.</summary>
public sealed class ScreenOutcome
{
    private readonly ScreenOptions _options;

    internal ScreenOutcome(ScreenOptions options, SearchScoring scoring, ISearchFitness fitness, IReadOnlyList<Candidate> kept, EvaluationOptions evaluation, Batch batch)
    {
        (_options, Fitness, Kept, Evaluation, Batch) = (options, fitness, kept, evaluation, batch);
        (Different, Failures, FirstFailure) = (scoring.Candidates.Count, scoring.Failures, scoring.FirstFailure);
        Agreements = options.Fitness.Aggregate is { } aggregate ? SearchFitness.Agreements(aggregate, evaluation.Metrics, scoring.Candidates) : [];
    }

    /// <summary>The kept ones, fittest first.</summary>
    public IReadOnlyList<Candidate> Kept { get; }

    /// <summary>Whether all candidates were scored; false when the screening was stopped.</summary>
    public bool IsComplete { get; internal init; } = true;

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

    /// <summary>The kept ones as a table.</summary>
    public Table Table => SearchTables.Create(Evaluation.Metrics, Fitness, Kept, _options.Space);

    /// <summary>Whether any of the kept ones is tied with the one above it.</summary>
    public bool HasTies => Places.Any(place => place.IsTied);

    private IReadOnlyList<Place> Places => SearchTables.Place(Fitness, Kept);

    /// <summary>The kept ones as an HTML page.</summary>
    /// <param name="command">How the screening is made again, as the front end says it.</param>
    public HtmlReport CreatePage(string command) => TablePage.Report(
        $"The best of {Different} architectures: {_options.Space.Name}",
        new ChartFooter(ProductVersion.Text, command, Evaluation.Seed, Batch.Description),
        Disagreements.Select(sentence => $"{sentence}."),
        new Detail("The fittest", null, Table),
        []);

    /// <summary>All of it for programs.</summary>
    public JsonObject Document => ResultDocument.Create(new JsonObject
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
        ["kept"] = new JsonArray([.. Kept.Zip(Places, AsJson)]),
    });

    private JsonObject AsJson(Candidate candidate, Place place)
    {
        var json = SearchDocuments.Candidate(candidate, Fitness, Evaluation.Metrics);
        json.Insert(0, "rank", place.Rank);
        json.Insert(1, "tied", place.IsTied);
        return json;
    }
}
