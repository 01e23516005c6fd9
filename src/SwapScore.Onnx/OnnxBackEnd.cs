using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx;

/// <summary>ONNX Runtime: one model at a time, by all threads.</summary>
/// <param name="samples">What models are fed.</param>
/// <param name="options">How they are scored.</param>
internal sealed class OnnxBackEnd(ISampleSource samples, OnnxScoringOptions options) : IBackEnd
{
    /// <summary>What models offer to metrics; weights are their own in place of a benchmark's.</summary>
    public static MetricSource Models { get; } = new(
        "an ONNX model", MetricRequirements.OwnInputs | MetricRequirements.InnerValues | MetricRequirements.BenchmarkWeights);

    public MetricSource Source => Models;

    /// <summary>Weights that are kept are the same in every repeat.</summary>
    public int RepeatsOf(EvaluationRequest request) => options.Initialization == WeightInitialization.Keep ? 1 : request.Options.Repeats;

    public ValueTask<Func<CancellationToken, IOpenNetwork>> PrepareAsync(EvaluationRequest request, CancellationToken cancellation) =>
        ValueTask.FromResult<Func<CancellationToken, IOpenNetwork>>(stop => new OnnxNetwork(request, samples, options, RepeatsOf(request), stop));

    public (string Failure, string? Note) Explain(EvaluationRequest request, SwapScoreException fault)
    {
        if (fault is NonFiniteException && options.Initialization != WeightInitialization.Keep)
            return (fault.Message, "the initialization 'kaiming' keeps values small where N(0, 1) overflows");

        // The row has the name already.
        var prefix = $"{Path.GetFileName(request.Architecture)}: ";
        return (PlainText.Of(fault.Message.StartsWith(prefix, StringComparison.Ordinal) ? fault.Message[prefix.Length..] : fault.Message), fault.Hint);
    }
}
