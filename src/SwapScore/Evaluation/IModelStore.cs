namespace SwapScore.Evaluation;

/// <summary>
/// Finds the model file a request names by the hash of its content. Behind it may be a folder or a network. Implementations are safe for concurrent
/// calls.
/// </summary>
public interface IModelStore
{
    /// <summary>The model of this content; null where the store has none.</summary>
    /// <param name="contentHash">As of <see cref="ModelReference.ContentHash"/>.</param>
    /// <param name="cancellation">Stops the search.</param>
    ValueTask<ModelReference?> FindAsync(string contentHash, CancellationToken cancellation = default);
}
