using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Scoring;

/// <summary>A ranking of architectures for programs.</summary>
internal static class ScoreDocument
{
    public static JsonObject Create(
        ISearchSpace space, SpaceTask task, EvaluationOptions options, Batch batch, int threads, double seconds, Ranking ranking) =>
        new()
        {
            ["schemaVersion"] = JsonText.SchemaVersion,
            ["version"] = ProductVersion.Text,
            ["space"] = space.Name,
            ["task"] = task.Name,
            ["options"] = EvaluationJson.Node(options),
            ["batch"] = EvaluationJson.Node(batch),
            ["threads"] = threads,
            ["seconds"] = Math.Round(seconds, 3),
            ["agreements"] = ranking.AgreementsAsJson(),
            ["size"] = ranking.Size?.ToJson(),
            ["results"] = new JsonArray([.. ranking.AsJson()]),
        };
}
