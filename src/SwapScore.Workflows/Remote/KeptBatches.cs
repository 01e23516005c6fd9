using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Storage;

namespace SwapScore.Workflows.Remote;

/// <summary>
/// The batches of a worker: in memory, and as files named by their fingerprints, each within a bound. A batch comes from a service once. It is checked when it comes
/// and whenever it is read; what is damaged comes again.
/// </summary>
/// <param name="options">Where files are kept, and the bounds.</param>
/// <param name="clock">Says which file was used last.</param>
internal sealed class KeptBatches(WorkerOptions options, TimeProvider clock) : IBatchStore, IDisposable
{
    private const string Extension = ".batch";
    private const int FingerprintLength = 16;
    private const int MostAttempts = 3;

    private readonly HeldBatches _held = new(options.MemoryBytes);
    private readonly SemaphoreSlim _fetching = new(1);

    /// <inheritdoc/>
    public async ValueTask<Batch?> FindAsync(string fingerprint, CancellationToken cancellation = default) =>
        await _held.FindAsync(fingerprint, cancellation).ConfigureAwait(false) ?? ReadFile(fingerprint);

    /// <summary>Has a batch here before an evaluation asks for it.</summary>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="fetch">Gets its bytes from a service; null where the service does not have it any more.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Whether it is here.</returns>
    /// <exception cref="InputException">It comes damaged.</exception>
    public async Task<bool> FetchAsync(string fingerprint, Func<string, CancellationToken, Task<byte[]?>> fetch, CancellationToken cancellation)
    {
        if (fingerprint.Length != FingerprintLength || !fingerprint.All(char.IsAsciiHexDigitLower)) throw new InputException($"{PrintableText.Escape(fingerprint)} is no fingerprint of a batch");

        // What two leases need is fetched once.
        await _fetching.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (await FindAsync(fingerprint, cancellation).ConfigureAwait(false) is not null) return true;
            for (var attempt = 1; attempt <= MostAttempts; attempt++)
            {
                if (await fetch(fingerprint, cancellation).ConfigureAwait(false) is not { } bytes) return false;
                if (Check(bytes, fingerprint) is not { } batch) continue;
                _held.Add(batch);
                WriteFile(fingerprint, bytes);
                return true;
            }

            throw new InputException($"the batch {fingerprint} came damaged {MostAttempts} times");
        }
        finally
        {
            _fetching.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _fetching.Dispose();

    /// <summary>A batch, if the bytes are what the fingerprint names.</summary>
    private static Batch? Check(byte[] bytes, string fingerprint)
    {
        try
        {
            return Batch.FromBytes(bytes) is var batch && batch.Fingerprint == fingerprint ? batch : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private string PathOf(string fingerprint) => Path.Combine(options.Folder, fingerprint + Extension);

    private Batch? ReadFile(string fingerprint)
    {
        var path = PathOf(fingerprint);
        try
        {
            if (!File.Exists(path)) return null;
            if (Check(File.ReadAllBytes(path), fingerprint) is { } batch)
            {
                File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
                _held.Add(batch);
                return batch;
            }

            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }

        return null;
    }

    /// <summary>Keeps a file. Where that fails, as on a full disk or where another worker writes it just now, the batch is in memory all the same.</summary>
    private void WriteFile(string fingerprint, byte[] bytes)
    {
        try
        {
            RunFolder.RequireWritable(options.Folder);
            AtomicFile.Write(PathOf(fingerprint), bytes);
            File.SetLastWriteTimeUtc(PathOf(fingerprint), clock.GetUtcNow().UtcDateTime);
            RemoveOldest();
        }
        catch (Exception fault) when (fault is SwapScoreException or IOException or UnauthorizedAccessException)
        {
        }
    }

    private void RemoveOldest()
    {
        var newestFirst = new DirectoryInfo(options.Folder).GetFiles("*" + Extension).OrderByDescending(file => file.LastWriteTimeUtc).ToList();
        var bytes = 0L;
        foreach (var file in newestFirst)
        {
            bytes += file.Length;
            if (bytes > options.DiskBytes && file != newestFirst[0]) file.Delete();
        }
    }
}
