using SwapScore.Evaluation;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Onnx.Weights;
using SwapScore.Tests;

namespace SwapScore.Onnx.Tests.Cases;

/// <summary>Small models that once had wrong scores or did not end, and their samples.</summary>
internal static class CaseFiles
{
    /// <summary>The path of a file.</summary>
    public static string Find(string name) => Path.Combine(SourceTree.Root, "test", "SwapScore.Onnx.Tests", "Cases", "Files", name);

    /// <summary>Scores a model as users do.</summary>
    /// <param name="model">Its file.</param>
    /// <param name="samples">What it is fed.</param>
    /// <param name="initialization">With which weights.</param>
    /// <param name="metrics">What is computed.</param>
    public static async Task<(EvaluationResult Result, IReadOnlyList<string> Notes)> Score(
        string model, SampleSource samples, WeightInitialization initialization, params string[] metrics)
    {
        var evaluation = new EvaluationOptions { Metrics = metrics.Length > 0 ? [.. metrics] : ["swap"], Repeats = 1 };
        var result = await Scored.Of(Find(model), samples, evaluation, new OnnxScoringOptions { Initialization = initialization });
        return (result, result.Notes);
    }
}
