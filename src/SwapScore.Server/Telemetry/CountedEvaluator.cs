using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Server.Telemetry;

/// <summary>Counts and traces what another evaluator evaluates.</summary>
/// <param name="inner">The other one; it is disposed of with this one.</param>
/// <param name="telemetry">Where it is counted.</param>
internal sealed class CountedEvaluator(IEvaluator inner, ServiceTelemetry telemetry) : IEvaluator
{
    /// <inheritdoc/>
    public MetricCatalog Catalog => inner.Catalog;

    /// <inheritdoc/>
    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        using var activity = ServiceTelemetry.Activities.StartActivity("evaluate");
        activity?.SetTag("swapscore.requests", requests.Count);
        var left = requests.Count;
        telemetry.Ask(left);
        try
        {
            await foreach (var result in inner.EvaluateAsync(requests, cancellation).ConfigureAwait(false))
            {
                telemetry.Evaluate(result.Failure is null);
                left--;
                yield return result;
            }
        }
        finally
        {
            telemetry.GiveUp(left);
            activity?.SetTag("swapscore.results", requests.Count - left);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
