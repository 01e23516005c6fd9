using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Scoring;

/// <summary>What ranking networks has given.</summary>
public sealed class ScoringOutcome
{
    /// <summary>The networks, best first. After a cancellation: those that were scored by then.</summary>
    public required Ranking Ranking { get; init; }

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
    public bool IsComplete => Ranking.Ranked.Count == Total;

    /// <summary>The ranking as an HTML page.</summary>
    /// <param name="command">How it is made again, as the front end says it.</param>
    public HtmlReport CreatePage(string command) => TablePage.Report(
        "Networks ranked before they are trained",
        new ChartFooter(ProductVersion.Text, command, Evaluation.Seed, Samples),
        Ranking.SizeSentence is { } sentence ? [sentence] : [],
        new Detail("Best first", null, Ranking.AsTable()),
        []);
}
