using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Onnx;
using SwapScore.Onnx.Samples;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Scoring;

/// <summary>A ranking of model files for programs.</summary>
internal static class ModelScoreDocument
{
    public static JsonObject Create(
        EvaluationOptions options, SampleSource samples, int count, int threads, double seconds, Ranking ranking) =>
        new()
        {
            ["schemaVersion"] = JsonText.SchemaVersion,
            ["version"] = ProductVersion.Text,
            ["space"] = OnnxEvaluator.Space,
            ["options"] = EvaluationJson.Node(options),
            ["batch"] = EvaluationJson.BatchNode(count, source: samples.Name),
            ["threads"] = threads,
            ["seconds"] = Math.Round(seconds, 3),
            ["agreements"] = ranking.AgreementsAsJson(),
            ["size"] = ranking.Size?.ToJson(),
            ["results"] = new JsonArray([.. ranking.Ranked.Zip(ranking.AsJson(), (pair, json) => WithModel(json, pair.Entry, pair.Result.Request))]),
        };

    /// <summary>Says which file a result is of, and names model and samples as its request does; there is none for a file that cannot be read.</summary>
    private static JsonObject WithModel(JsonObject json, NetworkEntry entry, EvaluationRequest request)
    {
        json["file"] = entry.Text;
        json["architecture"] = request.Architecture.Length > 0 ? request.Architecture : null;
        json["batch"] = request.BatchFingerprint.Length > 0 ? EvaluationJson.BatchNode(fingerprint: request.BatchFingerprint) : null;
        return json;
    }
}
