using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Studies;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Html;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Studies;

/// <summary>What a study has found.</summary>
/// <param name="report">The report.</param>
/// <param name="batch">The samples.</param>
/// <param name="threads">Number of threads.</param>
/// <param name="details">Further tables.</param>
internal sealed class StudyOutcome(StudyReport report, Batch batch, int threads, IReadOnlyList<Detail> details) : Outcome
{
    /// <summary>The report.</summary>
    public StudyReport Report => report;

    /// <summary>The correlations as a table: one row per metric.</summary>
    public override Table Table => StudyTable.Create(report);

    public override IReadOnlyList<Detail> Details => details;

    /// <summary>The report for programs, without the further tables.</summary>
    public override JsonObject Document => report.ToJson();

    public override bool HasFailures => report.Failures.Count > 0;

    public override IEnumerable<Note> Notes =>
    [
        new Note($"{report.Architectures} architectures · {RunLine.Write(report.Definition.Options, batch, threads, report.TotalSeconds)}"),
        new Note(StudySentences.Time(report)),
        .. StudySentences.Verdict(report) is { } verdict ? [new Note(verdict)] : (Note[])[],
        .. StudySentences.Warnings(report).Concat(StudySentences.Failures(report)).Select(warning => new Note(warning, IsWarning: true)),
    ];

    public override HtmlReport CreatePage(string command) => new StudyPage(
        report, [.. details], new ChartFooter(ProductVersion.Text, command, report.Definition.Options.Seed, batch.Description)).Build();
}
