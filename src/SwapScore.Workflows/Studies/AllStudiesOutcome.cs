using System.Text.Json.Nodes;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>What several studies have found.</summary>
/// <param name="reports">The reports of the studies that could be run.</param>
/// <param name="failed">Number of those that could not.</param>
internal sealed class AllStudiesOutcome(ValueList<StudyReport> reports, int failed) : Outcome
{
    public override bool HasFailures => failed > 0 || reports.Any(report => report.Failures.Count > 0);

    /// <summary>Spearman correlations: one row per study, one column per metric.</summary>
    public override Table Table => AllStudiesTable.Create(reports);

    public override JsonObject Document => ResultDocument.Create("studies", reports.Select(report => report.ToJson()));

    public override HtmlReport CreatePage(string command) => reports.Count > 0 ? AllStudiesPage.Create(reports, command) : base.CreatePage(command);
}
