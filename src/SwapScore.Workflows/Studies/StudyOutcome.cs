using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Studies;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>What a study has found.</summary>
/// <param name="Report">The report.</param>
/// <param name="Batch">The samples.</param>
/// <param name="Details">Further tables.</param>
public sealed record StudyOutcome(StudyReport Report, Batch Batch, ValueList<Detail> Details)
{
    /// <summary>Why files could not be written at the end; empty where all were.</summary>
    public ValueList<Exception> FileFaults { get; init; } = [];

    /// <summary>The correlations as a table: one row per metric.</summary>
    public Table Table => StudyTable.Create(Report);

    /// <summary>Whether the best metric is shown to rank better than the best baseline, in one sentence; null where one of both is missing.</summary>
    public string? Verdict => StudySentences.Verdict(Report);

    /// <summary>Where the time of all threads went, in one sentence.</summary>
    public string TimeSentence => StudySentences.Time(Report);

    /// <summary>What a user should know of the scores, in one line each.</summary>
    public IEnumerable<string> Warnings => StudySentences.Warnings(Report);

    /// <summary>The report for programs, without the further tables.</summary>
    public JsonObject Document => Report.ToJson();

    /// <summary>The report as an HTML page with figures.</summary>
    /// <param name="command">How the study is made again, as the front end says it; it stands below every figure.</param>
    public HtmlReport CreatePage(string command) => new StudyPage(
        Report, Details, new ChartFooter(ProductVersion.Text, command, Report.Definition.Options.Seed, Batch.Description)).Build();
}
