using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Storage;

namespace SwapScore.Store;

/// <summary>
/// Scores that are kept for good, in an SQLite file or in a PostgreSQL database. Several processes may use one at a time. It is opened when it is first needed.
/// What has been damaged in it is never given out: it is a fault, and <see cref="Read"/> shows where.
/// </summary>
public abstract class ScoreStore : IScoreStore, IDisposable
{
    private readonly StoreTable _table;
    private readonly string _version;
    private readonly TimeProvider _clock;

    /// <param name="place">What people call the store.</param>
    /// <param name="table">Name of its table.</param>
    /// <param name="version">Version of the product, which is kept beside each result.</param>
    /// <param name="clock">Says when a result was kept.</param>
    private protected ScoreStore(string place, string table, string version, TimeProvider clock) =>
        (Place, _table, _version, _clock) = (place, new StoreTable(table), version, clock);

    /// <summary>The file, or the address of the database without its password.</summary>
    public string Place { get; }

    /// <summary>A store, which is made where there is none.</summary>
    /// <param name="place">A file, or an address such as <c>postgres://user@host:5432/database</c>.</param>
    /// <param name="version">Version of the product, which is kept beside each result.</param>
    /// <param name="clock">Says when a result was kept.</param>
    /// <exception cref="UsageException">The address is malformed.</exception>
    public static ScoreStore Create(string place, string version, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(place);
        return PostgresAddress.IsOne(place) ? new PostgresScoreStore(place, isMade: true, version, clock) : new SqliteScoreStore(place, version, clock);
    }

    /// <summary>A store that is there already. That of a database is looked for when it is first needed.</summary>
    /// <param name="place">A file, or an address such as <c>postgres://user@host:5432/database</c>.</param>
    /// <param name="version">Version of the product.</param>
    /// <param name="clock">Says when a result was kept.</param>
    /// <exception cref="InputException">There is no such file.</exception>
    /// <exception cref="UsageException">The address is malformed.</exception>
    public static ScoreStore Open(string place, string version, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(place);
        if (PostgresAddress.IsOne(place)) return new PostgresScoreStore(place, isMade: false, version, clock);
        return File.Exists(place) ? new SqliteScoreStore(place, version, clock) : throw new InputException($"there is no store {place}", "name the file of a store");
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<EvaluationResult?>> FindAsync(IReadOnlyList<ScoreKey> keys, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var hashes = keys.Select(key => key.Hash).ToList();
        var rows = Use(connection => _table.Find(connection, hashes));
        return Task.FromResult<IReadOnlyList<EvaluationResult?>>([.. keys.Zip(hashes, (key, hash) => rows.TryGetValue(hash, out var row) ? Open(row, key) : null)]);
    }

    /// <inheritdoc/>
    public Task AddAsync(ScoreKey key, EvaluationResult result, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(result);
        var row = StoreRow.Create(key, result, _version, _clock.GetUtcNow());
        Use(connection => _table.Add(connection, row, result));
        return Task.CompletedTask;
    }

    /// <summary>The results by space, task, metrics and samples.</summary>
    /// <exception cref="SwapScoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredGroup> Summarize() => Use(_table.Summarize);

    /// <summary>Results in the order of their keys, damaged ones too. What is added meanwhile may be among them or not.</summary>
    /// <param name="filter">The results that are meant.</param>
    /// <exception cref="SwapScoreException">The store cannot be read.</exception>
    public IEnumerable<StoredScore> Read(ScoreFilter filter) => ReadRows(filter).Select(row => row.ToStored());

    /// <summary>Takes results out.</summary>
    /// <param name="filter">The results that are meant.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="SwapScoreException">The store cannot be written.</exception>
    public int Remove(ScoreFilter filter) => Use(connection => _table.Remove(connection, filter));

    /// <summary>Takes out the results that have been damaged.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="SwapScoreException">The store cannot be written.</exception>
    public int RemoveDamaged()
    {
        var keys = Read(new ScoreFilter()).Where(one => one.Result is null).Select(one => one.Key).ToList();
        return keys.Sum(key => Remove(new ScoreFilter { Key = key }));
    }

    /// <summary>Adds all results of another store, as they are. Damaged ones are left out.</summary>
    /// <param name="other">The other store.</param>
    /// <returns>How many were new, how many were here before, and how many are damaged.</returns>
    /// <exception cref="SwapScoreException">One of the stores cannot be used.</exception>
    public (int Added, int Known, int Damaged) Merge(ScoreStore other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (added, known, damaged) = (0, 0, 0);
        foreach (var part in other.ReadRows(new ScoreFilter()).Chunk(StoreTable.Page))
        {
            var intact = part.Select(row => (Row: row, Result: row.Open())).Where(one => one.Result is not null).ToList();
            var fresh = Use(connection =>
            {
                using var transaction = connection.BeginTransaction();
                var count = intact.Count(one => _table.Add(connection, one.Row, one.Result!));
                transaction.Commit();
                return count;
            });
            (added, known, damaged) = (added + fresh, known + intact.Count - fresh, damaged + part.Length - intact.Count);
        }

        return (added, known, damaged);
    }

    /// <summary>Writes results to a file, one JSON object per line. Damaged ones are left out.</summary>
    /// <param name="file">The file; it is replaced.</param>
    /// <param name="filter">The results that are meant.</param>
    /// <returns>How many were written, and how many are damaged.</returns>
    /// <exception cref="SwapScoreException">The store cannot be read, or the file not be written.</exception>
    public (int Written, int Damaged) Export(string file, ScoreFilter filter)
    {
        AtomicFile.RequireWritable(file);
        var (written, damaged) = (0, 0);
        AtomicFile.Write(file, stream =>
        {
            foreach (var one in Read(filter))
            {
                if (one.Result is null)
                {
                    damaged++;
                    continue;
                }

                stream.Write(JsonSerializer.SerializeToUtf8Bytes<JsonNode>(one.ToJson()));
                stream.WriteByte((byte)'\n');
                written++;
            }
        });
        return (written, damaged);
    }

    /// <summary>Checks the store as a whole, and every result.</summary>
    /// <returns>How many results are intact, and the keys of those that are damaged.</returns>
    /// <exception cref="SwapScoreException">The store cannot be read, or is found damaged as a whole.</exception>
    public (int Intact, IReadOnlyList<string> Damaged) Verify()
    {
        RequireSound();
        var (intact, damaged) = (0, new List<string>());
        foreach (var one in Read(new ScoreFilter()))
        {
            if (one.Result is null) damaged.Add(one.Key);
            else intact++;
        }

        return (intact, damaged);
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Does something with an open connection, whose table is there.</summary>
    private protected abstract T Use<T>(Func<DbConnection, T> work);

    /// <summary>Refuses a store that is damaged as a whole.</summary>
    private protected abstract void RequireSound();

    /// <summary>The rows, page by page, so that no transaction stays open while the caller works.</summary>
    private IEnumerable<StoreRow> ReadRows(ScoreFilter filter)
    {
        for (var last = ""; ;)
        {
            var after = last;
            var page = Use(connection => _table.Read(connection, filter, after));
            foreach (var row in page)
                yield return row;
            if (page.Count < StoreTable.Page) yield break;
            last = page[^1].Key;
        }
    }

    /// <summary>The result of a row. That of another request under this key is damage, too.</summary>
    private EvaluationResult Open(StoreRow row, ScoreKey key) => row.Open() is { } result && result.Request == key.Request ? result : throw new InputException(
        $"the result {row.Key[..12]} in the store {Place} is damaged", "verify the store, and take out what is damaged: it is then computed again");
}
