using System.Collections.Concurrent;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Weights;

namespace SwapScore.Onnx;

/// <summary>ONNX Runtime: one model at a time, by all threads.</summary>
/// <param name="models">The models that requests name.</param>
/// <param name="samples">The samples that requests name.</param>
/// <param name="threads">Threads of ONNX Runtime.</param>
/// <param name="segmentBytes">Bytes of observed values, and of weights, that are held at a time.</param>
internal sealed class OnnxBackEnd(IModelStore models, ISampleStore samples, int threads, long segmentBytes) : IBackEnd
{
    /// <summary>File names of the models that were asked for, by content, for messages.</summary>
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>What models offer to metrics; weights are their own in place of a benchmark's.</summary>
    public static MetricSource Models { get; } = new(
        "an ONNX model", MetricRequirements.OwnInputs | MetricRequirements.InnerValues | MetricRequirements.BenchmarkWeights | MetricRequirements.MultiplyAdds);

    public MetricSource Source => Models;

    /// <summary>Weights that are kept are the same in every repeat.</summary>
    public int RepeatsOf(EvaluationRequest request) => KeepsWeights(request) ? 1 : request.Options.Repeats;

    public async ValueTask<Func<CancellationToken, IOpenNetwork>> PrepareAsync(EvaluationRequest request, CancellationToken cancellation)
    {
        if (request.Space != OnnxEvaluator.Space)
            throw new UsageException($"the request is for space {request.Space}, but this evaluator scores models in files", $"requests for these name the space {OnnxEvaluator.Space}");
        var options = OnnxScoringOptions.From(request.Options, threads, segmentBytes);
        var model = await models.FindAsync(request.Architecture, cancellation).ConfigureAwait(false)
            ?? throw new UsageException($"the request is for model {request.Architecture}, which this evaluator does not hold", "add the file to its model store");
        var source = await samples.FindAsync(request.BatchFingerprint, cancellation).ConfigureAwait(false)
            ?? throw new UsageException($"the request is for samples {request.BatchFingerprint}, which this evaluator does not hold", "add them to its sample store");
        _names[model.ContentHash] = model.Name;
        return stop => new OnnxNetwork(model.Path, source, options, request.Options.Seed, RepeatsOf(request), stop);
    }

    public (string Failure, string? Note) Explain(EvaluationRequest request, SwapScoreException fault)
    {
        if (fault.Kind == FaultKind.Numeric && !KeepsWeights(request))
            return (fault.Message, "the initialization 'kaiming' keeps values small where N(0, 1) overflows");
        return (Reason(fault, _names.GetValueOrDefault(request.Architecture)), fault.Hint);
    }

    /// <summary>What a fault says of a model, for a row that has the model's name already.</summary>
    public static string Reason(SwapScoreException fault, string? name) =>
        PrintableText.Brief(name is not null && fault.Message.StartsWith($"{name}: ", StringComparison.Ordinal) ? fault.Message[(name.Length + 2)..] : fault.Message);

    private static bool KeepsWeights(EvaluationRequest request) => request.Options.Initializer == Initializers.Keep;
}
