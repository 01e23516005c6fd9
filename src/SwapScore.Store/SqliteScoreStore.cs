using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace SwapScore.Store;

/// <summary>Scores in one SQLite file.</summary>
/// <param name="path">The file; it is made where there is none.</param>
/// <param name="version">Version of the product.</param>
/// <param name="clock">Says when a result was kept.</param>
internal sealed class SqliteScoreStore(string path, string version, TimeProvider clock) : ScoreStore(path, Table, version, clock)
{
    /// <summary>Name of the table.</summary>
    public const string Table = "scores";

    private readonly Lock _lock = new();
    private SqliteConnection? _connection;

    public override void Dispose() => _connection?.Dispose();

    private protected override void RequireSound()
    {
        if (Use(Check) is { } fault) throw new InputException($"the store {Place} is damaged: {fault}", Remedy.SaveStoredScores());
    }

    private protected override T Use<T>(Func<DbConnection, T> work)
    {
        lock (_lock)
        {
            try
            {
                return work(_connection ??= Connect());
            }
            catch (SqliteException fault)
            {
                throw SqliteFault.From(fault, Place);
            }
        }
    }

    private static string? Check(DbConnection connection)
    {
        using var command = StoreTable.Command(connection, "PRAGMA integrity_check(1)");
        return (string?)command.ExecuteScalar() is var found and not "ok" ? found : null;
    }

    private SqliteConnection Connect()
    {
        if (Path.GetDirectoryName(Place) is { Length: > 0 } folder)
        {
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"the folder of the store {Place} cannot be made", "name a file in a folder that you can write to");
            }
        }

        // Without pooling the file is closed when the store is.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Place, Pooling = false, DefaultTimeout = 60 }.ToString());
        try
        {
            connection.Open();
            SqliteSchema.Prepare(connection, Place);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
