using System.Collections.Concurrent;
using SwapScore.Data;

namespace SwapScore.Evaluation;

/// <summary>Batches in memory, by fingerprint. Safe for concurrent calls.</summary>
public sealed class BatchStore : IBatchStore
{
    private readonly ConcurrentDictionary<string, Batch> _batches = new(StringComparer.Ordinal);

    /// <summary>Makes a store.</summary>
    /// <param name="batches">Batches it holds from the beginning.</param>
    public BatchStore(params IEnumerable<Batch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        foreach (var batch in batches) Add(batch);
    }

    /// <summary>Number of batches held.</summary>
    public int Count => _batches.Count;

    /// <summary>Holds a batch; one of the same fingerprint, which is the same samples, is kept.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>Its fingerprint, for requests.</returns>
    public string Add(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _batches.TryAdd(batch.Fingerprint, batch);
        return batch.Fingerprint;
    }

    /// <summary>Forgets a batch.</summary>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <returns>Whether it was held.</returns>
    public bool Remove(string fingerprint) => _batches.TryRemove(fingerprint, out _);

    /// <inheritdoc/>
    public ValueTask<Batch?> FindAsync(string fingerprint, CancellationToken cancellation = default) =>
        ValueTask.FromResult(_batches.GetValueOrDefault(fingerprint));
}
