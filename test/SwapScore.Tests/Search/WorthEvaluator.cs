using System.Runtime.CompilerServices;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Spaces;

namespace SwapScore.Tests.Search;

/// <summary>Networks are as expressive and as trainable as their operations are worth: what is lost with one depends on its worth alone.</summary>
internal sealed class WorthEvaluator(SuperNetworkSpace space, Func<int, int, int> worth, Func<SuperNetwork, bool>? fails = null) : IEvaluator
{
    public int Asked { get; private set; }

    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var request in requests)
        {
            await Task.Yield();
            Asked++;
            var network = (SuperNetwork)space.Parse(request.Architecture);
            if (fails?.Invoke(network) == true)
            {
                yield return new EvaluationResult { Request = request, Failure = "too bad" };
                continue;
            }

            var total = network.Operations.SelectMany((choice, edge) => choice.Select(one => worth(edge, one))).Sum() / 50.0;
            yield return new EvaluationResult
            {
                Request = request,
                Metrics = new Dictionary<string, MetricScore> { ["ntk"] = new([Math.Exp(-total)]), ["linear-regions"] = new([Math.Exp(total)]) },
            };
        }
    }
}
