using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Onnx;
using SwapScore.Onnx.Samples;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Scoring;

/// <summary>A ranking of model files for programs.</summary>
internal static class ModelScoreDocument
{
    public static JsonObject Create(
        EvaluationOptions options, ISampleSource samples, int threads, double seconds, Ranking ranking) =>
        new()
        {
            ["schemaVersion"] = JsonText.SchemaVersion,
            ["version"] = ProductVersion.Text,
            ["space"] = OnnxEvaluator.Space,
            ["seed"] = options.Seed,
            ["repeats"] = options.Repeats,
            ["mu"] = options.Mu,
            ["sigma"] = options.Sigma,
            ["samples"] = samples.Name,
            ["threads"] = threads,
            ["seconds"] = Math.Round(seconds, 3),
            ["results"] = new JsonArray([.. ranking.AsJson()]),
        };
}
