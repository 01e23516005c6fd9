using SwapScore.Data;
using SwapScore.Evaluation;

namespace SwapScore.Workflows.Remote;

/// <summary>
/// Batches of others in memory, by fingerprint. Where they are more than may be held, those not asked for longest go. Safe for concurrent calls.
/// </summary>
/// <param name="mostBytes">Most bytes of all together; the newest is held whatever its size.</param>
public sealed class HeldBatches(long mostBytes) : IBatchStore
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Batch> _newestFirst = [];
    private long _bytes;

    /// <summary>Holds a batch.</summary>
    /// <param name="batch">The batch.</param>
    public void Add(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (_lock)
        {
            if (Find(batch.Fingerprint) is not null) return;
            _newestFirst.AddFirst(batch);
            _bytes += Bytes(batch);
            for (; _bytes > mostBytes && _newestFirst.Count > 1; _newestFirst.RemoveLast())
                _bytes -= Bytes(_newestFirst.Last!.Value);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Batch?> FindAsync(string fingerprint, CancellationToken cancellation = default)
    {
        lock (_lock) return ValueTask.FromResult(Find(fingerprint));
    }

    private static long Bytes(Batch batch) => sizeof(float) * (long)batch.Values.Length;

    private Batch? Find(string fingerprint)
    {
        for (var node = _newestFirst.First; node is not null; node = node.Next)
        {
            if (node.Value.Fingerprint != fingerprint) continue;
            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
            return node.Value;
        }

        return null;
    }
}
