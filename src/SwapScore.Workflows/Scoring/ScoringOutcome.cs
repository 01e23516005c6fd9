using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Metrics.Aggregates;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Scoring;

/// <summary>What ranking networks has given: the networks best first by the first column; those without a score last, in the order given.</summary>
public sealed class ScoringOutcome
{
    private readonly Ranking _ranking;

    internal ScoringOutcome(Ranking ranking) => _ranking = ranking;

    /// <summary>The networks with their results, best first. After a cancellation: those that were scored by then.</summary>
    public IReadOnlyList<(NetworkEntry Entry, EvaluationResult Result)> Ranked => _ranking.Ranked;

    /// <summary>The ranking as a table.</summary>
    public Table Table => _ranking.AsTable();

    /// <summary>Per aggregate, by its text: how far each of its metrics ranks the networks as the others do.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TermAgreement>> Agreements => _ranking.Agreements;

    /// <summary>A sentence for users where the order is mostly that of the networks' sizes, or its reverse; otherwise null.</summary>
    public string? SizeSentence => _ranking.SizeSentence;

    /// <summary>What a user should know of the metrics of aggregates: those that disagree with the rest, in one line each.</summary>
    public IEnumerable<string> Disagreements => _ranking.Disagreements;

    /// <summary>Networks without a score, or without that of a metric.</summary>
    public int Failures => _ranking.Failures;

    /// <summary>Whether some networks share a rank.</summary>
    public bool HasTies => _ranking.HasTies;

    /// <summary>Networks that were to be scored.</summary>
    public required int Total { get; init; }

    /// <summary>The settings, with μ and σ as resolved.</summary>
    public required EvaluationOptions Evaluation { get; init; }

    /// <summary>The samples in words.</summary>
    public required string Samples { get; init; }

    /// <summary>Seconds of the run.</summary>
    public required double Seconds { get; init; }

    /// <summary>All of it for programs.</summary>
    public required JsonObject Document { get; init; }

    /// <summary>Whether every network was scored or has a reason why not.</summary>
    public bool IsComplete => Ranked.Count == Total;

    /// <summary>The ranking as an HTML page.</summary>
    /// <param name="command">How it is made again, as the front end says it.</param>
    public HtmlReport CreatePage(string command)
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
