using System.Runtime.CompilerServices;
using SwapScore.Evaluation;

namespace SwapScore.Tests.Search;

/// <summary>Gives results by a function of the request, and counts what it is asked.</summary>
internal sealed class CountingEvaluator(Func<EvaluationRequest, EvaluationResult> evaluate) : IEvaluator
{
    public int Asked { get; private set; }

    public async IAsyncEnumerable<EvaluationResult> EvaluateAsync(
        IReadOnlyList<EvaluationRequest> requests, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var request in requests)
        {
            await Task.Yield();
            Asked++;
            yield return evaluate(request);
        }
    }
}
