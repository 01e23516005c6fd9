using SwapScore.Metrics;

namespace SwapScore.Evaluation;

/// <summary>A store of scores, how it is used, and what came of it. Safe for concurrent calls.</summary>
/// <param name="store">The store.</param>
/// <param name="servesAll">Whether all requests are looked up and kept, not only those that cost much (<see cref="ScoreKey.IsCostly"/>).</param>
/// <param name="onFault">
/// Receives the first fault of the store, after which the work goes on without it; null, the default, for ending the work with the fault.
/// </param>
public sealed class KeptScores(IScoreStore store, bool servesAll, Action<SwapScoreException>? onFault = null)
{
    private int _asked;
    private int _answered;
    private volatile bool _isOff;

    /// <summary>The store.</summary>
    public IScoreStore Store => store;

    /// <summary>Requests that were looked up so far.</summary>
    public int Asked => _asked;

    /// <summary>Those among them that the store answered.</summary>
    public int Answered => _answered;

    /// <summary>An evaluator that asks the store first, and has what others compute kept. Results are the same either way, but for their seconds.</summary>
    /// <param name="evaluator">What evaluates; it is disposed of with the new one.</param>
    /// <param name="backEnd">As in <see cref="ScoreKey.Create"/>.</param>
    public IEvaluator Before(IEvaluator evaluator, string backEnd) => new StoringEvaluator(evaluator, this, backEnd);

    /// <summary>False after a fault.</summary>
    internal bool IsOn => !_isOff;

    internal bool Serves(EvaluationRequest request, MetricCatalog catalog) => servesAll || ScoreKey.IsCostly(request, catalog);

    internal void Count(int asked, int answered)
    {
        Interlocked.Add(ref _asked, asked);
        Interlocked.Add(ref _answered, answered);
    }

    internal bool GoesOnAfter(SwapScoreException fault)
    {
        if (onFault is null) return false;
        if (!_isOff) onFault(fault);
        return _isOff = true;
    }
}
