using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Tests.Studies;

/// <summary>Scores that are simple functions of the channels of a <see cref="ToySpace"/> network; 13 channels fail.</summary>
internal sealed class ToyEvaluator(Action<int>? onResult = null) : IEvaluator
{
    public MetricCatalog Catalog { get; init; } = MetricCatalog.Standard;

    public List<EvaluationRequest> Asked { get; } = [];

    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var request in requests)
        {
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            Asked.Add(request);
            yield return Evaluate(request);
            onResult?.Invoke(Asked.Count);
        }
    }

    private static EvaluationResult Evaluate(EvaluationRequest request)
    {
        var channels = ((ToyArchitecture)new ToySpace().Parse(request.Architecture)).Channels;
        return channels == 13
            ? new EvaluationResult { Request = request, Failure = "thirteen" }
            : new EvaluationResult
            {
                Request = request,
                Parameters = 27 * channels,
                Flops = 432 * channels,
                Metrics = request.Options.Metrics.ToDictionary(metric => metric, metric => Score(metric, channels, request.Options)),
                Seconds = new EvaluationSeconds { Build = 0.001, Initialize = 0.002, Forward = 0.003, Observe = 0.004 },
            };
    }

    private static MetricScore Score(string metric, int channels, EvaluationOptions options) => metric switch
    {
        _ when MetricCatalog.Standard.Find(metric)?.Needs == MetricNeeds.Structure => new MetricScore([27 * channels]),

        // The value underflows to 0, only the logarithm tells networks apart.
        "swap-regularised" => new MetricScore([.. Enumerable.Repeat(0.0, options.Repeats)], -1000.0 / 3 * channels),
        _ => new MetricScore([.. Enumerable.Range(0, options.Repeats).Select(i => 100.0 * Math.Sqrt(channels) + i / 3.0 + options.Seed)]),
    };
}
