using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Metrics.Aggregates;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Scoring;

/// <summary>What ranking networks has given: the networks best first by the first column; those without a score last, in the order given.</summary>
internal sealed class ScoringOutcome : Outcome
{
    private readonly Ranking _ranking;
    private readonly JsonObject _document;

    public ScoringOutcome(Ranking ranking, JsonObject document) => (_ranking, _document) = (ranking, document);

    /// <summary>The networks with their results, best first. After a cancellation: those that were scored by then.</summary>
    public IReadOnlyList<(NetworkEntry Entry, EvaluationResult Result)> Ranked => _ranking.Ranked;

    public override Table Table => _ranking.AsTable();

    /// <summary>Per aggregate, by its text: how far each of its metrics ranks the networks as the others do.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TermAgreement>> Agreements => _ranking.Agreements;

    /// <summary>A sentence for users where the order is mostly that of the networks' sizes, or its reverse; otherwise null.</summary>
    public string? SizeSentence => _ranking.SizeSentence;

    /// <summary>What a user should know of the metrics of aggregates: those that disagree with the rest, in one line each.</summary>
    public IEnumerable<string> Disagreements => _ranking.Disagreements;

    public override bool HasFailures => _ranking.Failures > 0;

    /// <summary>Networks that were to be scored.</summary>
    public required int Total { get; init; }

    /// <summary>The settings, with μ and σ as resolved.</summary>
    public required EvaluationOptions Evaluation { get; init; }

    /// <summary>The samples in words.</summary>
    public required string Samples { get; init; }

    /// <summary>Number of threads.</summary>
    public required int Threads { get; init; }

    public override JsonObject Document => _document;

    /// <summary>Whether every network was scored or has a reason why not.</summary>
    public override bool IsComplete => Ranked.Count == Total;

    public override IEnumerable<Note> Notes
    {
        get
        {
            yield return new Note(RunLine.Write(Evaluation, Samples, Threads, Seconds));
            if (_ranking.HasTies) yield return new Note(Places.TieMeaning);
            if (_ranking.SizeSentence is { } size) yield return new Note(size);
            foreach (var disagreement in Disagreements)
                yield return new Note(disagreement, IsWarning: true);
            foreach (var (entry, result) in Ranked)
                if (result.Missing is { } missing)
                    yield return new Note($"{entry.Label} has {(result.Failure is null ? "not every score" : "no score")}: {entry.About(missing)}", IsWarning: true) { Remedy = result.Remedy };
            if (!IsComplete) yield return new Note($"interrupted: {Ranked.Count} of {Total} networks are scored");
        }
    }

    public override HtmlReport CreatePage(string command)
    {
        var footer = new ChartFooter(ProductVersion.Text, command, Evaluation.Seed, Samples);
        return TablePage.Report(
            "Networks ranked before they are trained",
            footer,
            [.. SizeSentence is { } sentence ? [sentence] : (string[])[], .. Disagreements.Select(disagreement => $"{disagreement}.")],
            new Detail("Best first", null, Table),
            [],
            [new ReportFigure("ranking", _ranking.Draw(footer), "The best networks first. Whiskers are standard errors over the repeats: where they overlap, the order may be chance.")]);
    }
}
