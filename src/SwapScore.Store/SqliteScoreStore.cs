using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SwapScore.Evaluation;
using SwapScore.Storage;

namespace SwapScore.Store;

/// <summary>
/// Scores in one SQLite file. Several processes may use it at a time. The file is opened when it is first needed. What has been damaged in it is never
/// given out: it is a fault, and <see cref="Read"/> shows where.
/// </summary>
/// <param name="path">The file; it is made where there is none.</param>
/// <param name="version">Version of the product, which is kept beside each result.</param>
/// <param name="clock">Says when a result was kept.</param>
public sealed class SqliteScoreStore(string path, string version, TimeProvider clock) : IScoreStore, IDisposable
{
    private readonly Lock _lock = new();
    private SqliteConnection? _connection;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>A store that is there already.</summary>
    /// <param name="path">The file.</param>
    /// <param name="version">Version of the product.</param>
    /// <param name="clock">Says when a result was kept.</param>
    /// <exception cref="InputException">There is no such file.</exception>
    public static SqliteScoreStore Open(string path, string version, TimeProvider clock) => File.Exists(path)
        ? new SqliteScoreStore(path, version, clock)
        : throw new InputException($"there is no store {path}", "name the file of a store");

    /// <inheritdoc/>
    public Task<IReadOnlyList<EvaluationResult?>> FindAsync(IReadOnlyList<ScoreKey> keys, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return Task.FromResult<IReadOnlyList<EvaluationResult?>>(Use(connection =>
        {
            using var command = StoreCommands.Find(connection);
            return keys.Select(key => Find(command, key)).ToList();
        }));
    }

    /// <inheritdoc/>
    public Task AddAsync(ScoreKey key, EvaluationResult result, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(result);
        Use(connection => StoreCommands.Add(connection, StoreRow.Create(key, result, version, clock.GetUtcNow()), result));
        return Task.CompletedTask;
    }

    /// <summary>The results by space, task, metrics and samples.</summary>
    /// <exception cref="SwapScoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredGroup> Summarize() => Use(StoreCommands.Summarize);

    /// <summary>Results in the order of their keys, damaged ones too. What is added meanwhile may be among them or not.</summary>
    /// <param name="filter">The results that are meant.</param>
    /// <exception cref="SwapScoreException">The store cannot be read.</exception>
    public IEnumerable<StoredScore> Read(ScoreFilter filter) => ReadRows(filter).Select(row => row.ToStored());

    /// <summary>Takes results out.</summary>
    /// <param name="filter">The results that are meant.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="SwapScoreException">The store cannot be written.</exception>
    public int Remove(ScoreFilter filter) => Use(connection => StoreCommands.Remove(connection, filter));

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
    public (int Added, int Known, int Damaged) Merge(SqliteScoreStore other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (added, known, damaged) = (0, 0, 0);
        foreach (var part in other.ReadRows(new ScoreFilter()).Chunk(StoreCommands.Page))
        {
            Use(connection =>
            {
                using var transaction = connection.BeginTransaction();
                foreach (var row in part)
                {
                    if (row.Open() is not { } result) damaged++;
                    else if (StoreCommands.Add(connection, row, result)) added++;
                    else known++;
                }

                transaction.Commit();
                return 0;
            });
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

    /// <summary>Checks the file as a whole, and every result.</summary>
    /// <returns>How many results are intact, and the keys of those that are damaged.</returns>
    /// <exception cref="SwapScoreException">The store cannot be read, or SQLite finds the file damaged.</exception>
    public (int Intact, IReadOnlyList<string> Damaged) Verify()
    {
        if (Use(StoreCommands.Check) is { } fault) throw new InputException($"the store {path} is damaged: {fault}", Remedy.SaveStoredScores());
        var (intact, damaged) = (0, new List<string>());
        foreach (var one in Read(new ScoreFilter()))
        {
            if (one.Result is null) damaged.Add(one.Key);
            else intact++;
        }

        return (intact, damaged);
    }

    /// <inheritdoc/>
    public void Dispose() => _connection?.Dispose();

    private IEnumerable<StoreRow> ReadRows(ScoreFilter filter)
    {
        // Page by page, so that no transaction stays open while the caller works.
        for (var last = ""; ;)
        {
            var after = last;
            var page = Use(connection => StoreCommands.Read(connection, filter, after));
            foreach (var row in page)
                yield return row;
            if (page.Count < StoreCommands.Page) yield break;
            last = page[^1].Key;
        }
    }

    private EvaluationResult? Find(SqliteCommand command, ScoreKey key)
    {
        var hash = key.Hash;
        command.Parameters["$key"].Value = hash;
        using var reader = command.ExecuteReader();
        if (!reader.Read()) return null;
        var result = StoreRow.Read(reader).Open();

        // A result of another request under this key is damage, too.
        return result is not null && result.Request == key.Request ? result : throw new InputException(
            $"the result {hash[..12]} in the store {path} is damaged", "verify the store, and take out what is damaged: it is then computed again");
    }

    private T Use<T>(Func<SqliteConnection, T> work)
    {
        lock (_lock)
        {
            try
            {
                return work(_connection ??= Connect());
            }
            catch (SqliteException fault)
            {
                throw StoreFault.From(fault, path);
            }
        }
    }

    private SqliteConnection Connect()
    {
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"the folder of the store {path} cannot be made", "name a file in a folder that you can write to");
            }
        }

        // Without pooling the file is closed when the store is.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 60 }.ToString());
        try
        {
            connection.Open();
            StoreSchema.Prepare(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
