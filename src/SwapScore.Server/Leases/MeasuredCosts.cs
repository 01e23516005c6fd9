using System.Collections.Concurrent;
using SwapScore.Evaluation;

namespace SwapScore.Server.Leases;

/// <summary>What one evaluation has taken somebody, by what is asked for. Safe for concurrent calls.</summary>
internal sealed class MeasuredCosts
{
    private const int MostKinds = 256;

    private readonly ConcurrentDictionary<EvaluationRequest, double> _seconds = [];

    /// <summary>Seconds of one request like these; null while that is not known.</summary>
    /// <param name="requests">Requests of one kind, at least one.</param>
    public double? Find(IReadOnlyList<EvaluationRequest> requests) => _seconds.TryGetValue(KindOf(requests), out var seconds) ? seconds : null;

    /// <summary>Notes how long requests took.</summary>
    /// <param name="requests">Requests of one kind, at least one.</param>
    /// <param name="elapsed">What all of them took.</param>
    public void Add(IReadOnlyList<EvaluationRequest> requests, TimeSpan elapsed)
    {
        if (_seconds.Count >= MostKinds) _seconds.Clear();
        _seconds[KindOf(requests)] = elapsed.TotalSeconds / requests.Count;
    }

    private static EvaluationRequest KindOf(IReadOnlyList<EvaluationRequest> requests) => requests[0] with { Architecture = "" };
}
