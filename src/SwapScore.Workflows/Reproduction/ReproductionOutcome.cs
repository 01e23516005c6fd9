using System.Text.Json.Nodes;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction;

/// <summary>What a reproduction has made.</summary>
public sealed class ReproductionOutcome
{
    private readonly IReadOnlyList<MadeArtefact> _made;
    private readonly ReproductionRun _run;

    internal ReproductionOutcome(IReadOnlyList<MadeArtefact> made, ReproductionRun run, string reportPath) =>
        (_made, _run, ReportPath) = (made, run, reportPath);

    /// <summary>The HTML report.</summary>
    public string ReportPath { get; }

    /// <summary>Whether every figure and table could be made.</summary>
    public bool IsComplete => _made.All(one => one.Failure is null);

    /// <summary>Parts that were not made, with their figure or table and the reason.</summary>
    public IEnumerable<string> Absent => _made.SelectMany(one => one.Report.Absent.Select(absent => $"{one.Artefact.Name}: {absent}"));

    /// <summary>Published findings beside ours.</summary>
    public Table Table => ComparisonTable.Create(_made);

    /// <summary>All of it for programs.</summary>
    public JsonObject Document => ReportJson.Write(_made, _run);
}
