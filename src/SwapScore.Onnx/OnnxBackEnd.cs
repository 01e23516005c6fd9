using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Onnx.Running;
using SwapScore.Weights;

namespace SwapScore.Onnx;

/// <summary>ONNX Runtime: one model at a time, by all threads.</summary>
/// <param name="models">The models and samples that requests name.</param>
/// <param name="threads">Threads of ONNX Runtime.</param>
/// <param name="segmentBytes">Bytes of observed values, and of weights, that are held at a time.</param>
/// <param name="catalog">The metrics that requests may name.</param>
internal sealed class OnnxBackEnd(HeldModels models, int threads, long segmentBytes, MetricCatalog catalog) : IBackEnd
{
    private readonly EngineGradients _gradients = new(catalog);

    /// <summary>What models offer to metrics; weights are their own in place of a benchmark's.</summary>
    public static MetricSource Models { get; } = new(
        "an ONNX model", MetricRequirements.OwnInputs | MetricRequirements.InnerValues | MetricRequirements.BenchmarkWeights | MetricRequirements.MultiplyAdds
            | MetricRequirements.Gradients | MetricRequirements.Labels);

    public MetricSource Source => Models;

    /// <summary>Weights that are kept are the same in every repeat.</summary>
    public int RepeatsOf(EvaluationRequest request) => KeepsWeights(request) ? 1 : request.Options.Repeats;

    public async ValueTask<Func<CancellationToken, IOpenNetwork>> PrepareAsync(EvaluationRequest request, CancellationToken cancellation)
    {
        if (request.Space != OnnxEvaluator.Space)
            throw new UsageException($"the request is for space {request.Space}, but this evaluator scores models in files", $"requests for these name the space {OnnxEvaluator.Space}");
        var options = OnnxScoringOptions.From(request.Options, threads, segmentBytes);
        var hasGradients = request.Options.Metrics.Any(name => catalog.Find(name)?.Needs == MetricNeeds.Gradients);
        if (hasGradients) RequireGradients(request.Options, options);
        var path = await models.PathOfAsync(request.Architecture, cancellation).ConfigureAwait(false)
            ?? throw new UsageException($"the request is for model {request.Architecture}, which this evaluator does not hold", "hold the file by making a request for it");
        var source = models.SamplesOf(request.BatchFingerprint)
            ?? throw new UsageException($"the request is for samples {request.BatchFingerprint}, which this evaluator does not hold", "give them to an evaluator, or to a request for the model");
        return stop => new OnnxNetwork(() => models.Take(request.Architecture, path), source, options, request.Options.Seed, RepeatsOf(request), hasGradients ? _gradients : null, stop);
    }

    public (string Failure, Remedy? Remedy) Explain(EvaluationRequest request, SwapScoreException fault)
    {
        if (fault.Kind == FaultKind.Numeric && !KeepsWeights(request))
            return (fault.Message, "the initialization 'kaiming' keeps values small where N(0, 1) overflows");
        return (Reason(fault, models.NameOf(request.Architecture)), fault.Remedy);
    }

    /// <summary>What a fault says of a model, for a row that has the model's name already.</summary>
    public static string Reason(SwapScoreException fault, string? name) =>
        PrintableText.Brief(name is not null && fault.Message.StartsWith($"{name}: ", StringComparison.Ordinal) ? fault.Message[(name.Length + 2)..] : fault.Message);

    public void Rest() => _gradients.Rest();

    public void Dispose() => _gradients.Dispose();

    /// <summary>The engine computes the gradients of models, with the statistics of the batch.</summary>
    private static void RequireGradients(EvaluationOptions options, OnnxScoringOptions scoring)
    {
        if (options.BackEnd != GradientBackEnd.Engine || options.Device != ComputeDevice.Cpu)
            throw new UsageException("gradients of models in files are computed by the engine alone", "leave the other back end and device out");
        if (scoring.Normalization != NormalizationMode.Batch)
            throw new UsageException("batch normalization takes its statistics from the batch where gradients are computed, not from the file", "let it take the statistics of the batch");
    }

    private static bool KeepsWeights(EvaluationRequest request) => request.Options.Initializer == Initializers.Keep;
}
