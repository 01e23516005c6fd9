using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>Scores models of tests through the evaluator, as users do.</summary>
internal static class Scored
{
    public static readonly OnnxScoringOptions AsGiven = new() { Initialization = WeightInitialization.Keep, Normalization = NormalizationMode.Running };

    public static async Task<EvaluationResult> Of(byte[] model, SampleSource samples, OnnxScoringOptions? options = null, int repeats = 1, params string[] metrics)
    {
        var folder = Directory.CreateTempSubdirectory("swapscore");
        try
        {
            var path = Path.Combine(folder.FullName, "model.onnx");
            await File.WriteAllBytesAsync(path, model);
            var evaluation = new EvaluationOptions { Metrics = metrics.Length > 0 ? [.. metrics] : ["swap", "neurons", "distinct-neurons"], Repeats = repeats };
            return await Of(path, samples, evaluation, options);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Scores a file.</summary>
    public static async Task<EvaluationResult> Of(string path, SampleSource samples, EvaluationOptions evaluation, OnnxScoringOptions? options = null)
    {
        options ??= new OnnxScoringOptions();
        await using var files = new OnnxEvaluator(samples, threads: 2, segmentBytes: options.SegmentBytes);
        return await files.EvaluateFilesAsync([path], With(evaluation, options), cancellation: TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The same settings as a request says them.</summary>
    private static EvaluationOptions With(EvaluationOptions evaluation, OnnxScoringOptions options) => evaluation with
    {
        Initializer = OnnxEvaluator.Initializers[(int)options.Initialization],
        Model = new ModelRunOptions { Normalization = options.Normalization, PublishedActivationsOnly = options.PublishedActivationsOnly },
    };
}
