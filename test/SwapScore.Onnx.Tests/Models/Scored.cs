using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>Scores models of tests through the evaluator, as users do.</summary>
internal static class Scored
{
    public static readonly OnnxScoringOptions AsGiven = new() { Initialization = WeightInitialization.Keep, Normalization = NormalizationMode.Running };

    public static async Task<EvaluationResult> Of(byte[] model, ISampleSource samples, OnnxScoringOptions? options = null, int repeats = 1, params string[] metrics)
    {
        var folder = Directory.CreateTempSubdirectory("swapscore");
        try
        {
            var path = Path.Combine(folder.FullName, "model.onnx");
            await File.WriteAllBytesAsync(path, model);
            var evaluation = new EvaluationOptions { Metrics = metrics.Length > 0 ? [.. metrics] : ["swap", "neurons", "distinct-neurons"], Repeats = repeats };
            var request = new EvaluationRequest(OnnxEvaluator.Space, path, evaluation, samples.Name);
            await using var evaluator = new OnnxEvaluator(samples, options ?? new OnnxScoringOptions(), threads: 2);
            return await evaluator.EvaluateAsync([request], TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
