using System.Text.Json.Nodes;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Reproduction;

/// <summary>A reproduction as one JSON document.</summary>
internal static class ReportJson
{
    public static JsonObject Write(IEnumerable<MadeArtefact> artefacts, ReproductionRun run)
    {
        var document = ResultDocument.Create("artefacts", artefacts.Select(made => Write(made, run)));
        document["version"] = ProductVersion.Text;
        document["options"] = new JsonObject { ["seed"] = run.Settings.Seed };
        document["quick"] = run.Settings.IsQuick;
        return document;
    }

    private static JsonObject Write(MadeArtefact made, ReproductionRun run) => new()
    {
        ["name"] = made.Artefact.Name,
        ["title"] = made.Artefact.Title,
        ["state"] = made.State,
        ["command"] = run.CommandOf(made.Artefact.Name),
        ["comparisons"] = new JsonArray([.. made.Report.Comparisons.Select(one => new JsonObject
        {
            ["quantity"] = one.Quantity,
            ["paper"] = one.Published,
            ["statement"] = one.Published is null ? one.Statement : null,
            ["ours"] = JsonText.Number(one.Ours),
            ["low"] = one.Interval is { } low ? JsonText.Number(low.Low) : null,
            ["high"] = one.Interval is { } high ? JsonText.Number(high.High) : null,
            ["standardError"] = one.StandardError is { } error ? JsonText.Number(error) : null,
            ["difference"] = one.Difference,
            ["differs"] = one.Differs,
            ["reason"] = one.Differs ? one.Reason : null,
        })]),
        ["tables"] = new JsonObject(made.Report.Tables.Select(table => KeyValuePair.Create(table.Field ?? table.Title, (JsonNode?)table.ToJson()))),
        ["figures"] = new JsonArray([.. made.Report.Charts.Select(chart => chart.Name).Concat(made.Report.Drawings.Select(drawing => drawing.Name)).Select(name => (JsonNode)name)]),
        ["notes"] = new JsonArray([.. made.Report.Notes.Select(note => (JsonNode)note)]),
        ["absent"] = new JsonArray([.. made.Report.Absent.Select(absent => (JsonNode)absent)]),
    };
}
