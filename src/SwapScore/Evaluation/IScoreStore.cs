namespace SwapScore.Evaluation;

/// <summary>
/// Keeps results for good, across runs and processes: an evaluation is a pure function of its request and the code, so what is kept is as good as what is
/// computed. Stores are safe for concurrent calls, and for several processes at a time.
/// </summary>
public interface IScoreStore
{
    /// <summary>Looks results up.</summary>
    /// <param name="keys">What is asked for.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>A result per key, in their order, whose seconds are 0; null where there is none.</returns>
    /// <exception cref="SwapScoreException">The store cannot be read.</exception>
    Task<IReadOnlyList<EvaluationResult?>> FindAsync(IReadOnlyList<ScoreKey> keys, CancellationToken cancellation = default);

    /// <summary>Keeps a result. Where there is one of the same key, that one stays.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="result">The result; it has scores.</param>
    /// <param name="cancellation">Stops waiting for the store.</param>
    /// <exception cref="SwapScoreException">The store cannot be written.</exception>
    Task AddAsync(ScoreKey key, EvaluationResult result, CancellationToken cancellation = default);
}
