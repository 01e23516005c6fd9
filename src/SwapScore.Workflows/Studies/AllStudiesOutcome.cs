using System.Text.Json.Nodes;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>What several studies have found.</summary>
/// <param name="Reports">The reports of the studies that could be run.</param>
/// <param name="Failed">Number of those that could not.</param>
public sealed record AllStudiesOutcome(ValueList<StudyReport> Reports, int Failed)
{
    /// <summary>Why files could not be written at the end; empty where all were.</summary>
    public ValueList<Exception> FileFaults { get; init; } = [];

    /// <summary>Whether every study could be run and has every score.</summary>
    public bool IsComplete => Failed == 0 && Reports.All(report => report.Failures.Count == 0);

    /// <summary>Spearman correlations: one row per study, one column per metric.</summary>
    public Table Table => AllStudiesTable.Create(Reports);

    /// <summary>All reports for programs.</summary>
    public JsonObject Document => ResultDocument.Create("studies", Reports.Select(report => report.ToJson()));

    /// <summary>The reports as one HTML page.</summary>
    /// <param name="command">How the studies are made again, as the front end says it; it stands below every figure.</param>
    public HtmlReport CreatePage(string command) => AllStudiesPage.Create(Reports, command);
}
