using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction;

/// <summary>What a reproduction has made.</summary>
internal sealed class ReproductionOutcome : Outcome
{
    private readonly IReadOnlyList<MadeArtefact> _made;
    private readonly ReproductionRun _run;

    public ReproductionOutcome(IReadOnlyList<MadeArtefact> made, ReproductionRun run, string reportPath) =>
        (_made, _run, ReportPath) = (made, run, reportPath);

    /// <summary>The HTML report.</summary>
    public string ReportPath { get; }

    /// <summary>Whether some figure or table could not be made.</summary>
    public override bool HasFailures => _made.Any(one => one.Failure is not null);

    /// <summary>Parts that were not made, with their figure or table and the reason.</summary>
    public IEnumerable<string> Absent => _made.SelectMany(one => one.Report.Absent.Select(absent => $"{one.Artefact.Name}: {absent}"));

    /// <summary>Published findings beside ours.</summary>
    public override Table Table => ComparisonTable.Create(_made);

    public override IEnumerable<Note> Notes =>
    [
        .. Absent.Select(absent => new Note(absent, IsWarning: true)),
        new Note(string.Create(CultureInfo.InvariantCulture, $"{ReportPath} · {_run.Settings.Threads} threads · {Seconds:0} s")),
    ];

    public override JsonObject Document => ReportJson.Write(_made, _run);
}
