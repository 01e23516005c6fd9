using System.Text.Json.Nodes;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Studies;

/// <summary>Puts the shards of a study together: the run folder and the report are those of the study in one piece, byte for byte.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class MergeSession(WorkflowContext workflows)
{
    /// <summary>Merges run folders of shards into a new run folder.</summary>
    /// <param name="shards">The folders of all shards, in any order.</param>
    /// <param name="output">The new run folder.</param>
    /// <param name="hasChoice">Whether the statistics for choosing networks have intervals and tables.</param>
    /// <exception cref="SwapScoreException">Shards are missing, doubled, damaged, not finished or of different studies, or the new folder cannot be written.</exception>
    public async Task<Listing> RunAsync(IReadOnlyList<string> shards, string output, bool hasChoice)
    {
        var merged = StudyShards.Read(shards);
        using var folder = RunFolder.Open(output);
        var rows = new RowsFile(null, output);
        using var store = rows.Open(merged.Definition, merged.Entries, RunStart.New)!;
        folder.Begin(new JsonObject
        {
            ["schemaVersion"] = JsonText.SchemaVersion,
            ["version"] = ProductVersion.Text,
            ["merged"] = new JsonArray([.. shards.Select(shard => (JsonNode)shard)]),
        });
        var report = await merged.ReportAsync(store, hasChoice, workflows.Clock).ConfigureAwait(false);
        folder.WriteReport(report.ToJsonWithoutSeconds());
        rows.Finish(report);
        var kind = StudyKind.All.FirstOrDefault(kind => kind.Space == merged.Definition.Study);
        return new Listing(StudyTable.Create(report), report.ToJson(), [.. hasChoice ? ChoiceTables.Create(report) : [], .. kind?.Details(report) ?? []])
        {
            Remarks = [new Note($"{shards.Count} shards are put together in {output}")],
            IsDamaged = report.Failures.Count > 0,
        };
    }
}
