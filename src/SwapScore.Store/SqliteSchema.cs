using Microsoft.Data.Sqlite;

namespace SwapScore.Store;

/// <summary>The table of a store in a file, and the mark by which a file is known as one.</summary>
internal static class SqliteSchema
{
    /// <summary>"SwSc", the number that SQLite keeps for the kind of a file.</summary>
    private const int Application = 0x53775363;

    private const int Version = 1;

    /// <summary>Makes the table in a new file, and refuses a file of another kind.</summary>
    /// <exception cref="InputException">The file is a database of something else, or of a later version.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        // Readers go on while one process writes, and a crash takes back nothing but the last results.
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        using var transaction = connection.BeginTransaction();
        var (application, version) = (Number(connection, "PRAGMA application_id"), Number(connection, "PRAGMA user_version"));
        if (application == 0 && Number(connection, "SELECT count(*) FROM sqlite_schema") == 0)
        {
            Execute(connection, $"""
                CREATE TABLE {SqliteScoreStore.Table} (
                    key TEXT PRIMARY KEY, space TEXT NOT NULL, task TEXT, architecture TEXT NOT NULL, data TEXT NOT NULL, metrics TEXT NOT NULL,
                    code TEXT NOT NULL, version TEXT NOT NULL, added INTEGER NOT NULL, result TEXT NOT NULL, digest TEXT NOT NULL
                ) WITHOUT ROWID;
                PRAGMA application_id = {Application};
                PRAGMA user_version = {Version};
                """);
            transaction.Commit();
        }
        else if (application != Application)
        {
            throw new InputException($"{path} is no store of scores: it is a database of something else", "name another file");
        }
        else if (version != Version)
        {
            throw new InputException($"{path} is a store of version {version}, where this version of swapscore has {Version}", "name another file");
        }
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return (long)command.ExecuteScalar()!;
    }
}
