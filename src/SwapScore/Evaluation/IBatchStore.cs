using SwapScore.Data;

namespace SwapScore.Evaluation;

/// <summary>
/// Finds the samples a request names by their fingerprint, so that one evaluator serves many batches. Behind it may be memory, a disk or a network.
/// Implementations are safe for concurrent calls.
/// </summary>
public interface IBatchStore
{
    /// <summary>The batch of this fingerprint; null where the store has none.</summary>
    /// <param name="fingerprint">As of <see cref="Batch.Fingerprint"/>.</param>
    /// <param name="cancellation">Stops the search.</param>
    ValueTask<Batch?> FindAsync(string fingerprint, CancellationToken cancellation = default);
}
