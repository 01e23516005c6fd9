using Npgsql;

namespace SwapScore.Store;

/// <summary>The tables of a store in a database: the scores, and the version of their table.</summary>
internal static class PostgresSchema
{
    private const string VersionTable = "swapscore_store";
    private const int Version = 1;

    // "SwSc": processes that come at the same time make the tables one after the other.
    private const int Lock = 0x53775363;

    /// <summary>Makes the tables where there are none, and refuses those of something else.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="place">The database, for messages.</param>
    /// <param name="isMade">Whether the tables are made where there are none.</param>
    /// <exception cref="InputException">There are none and none are to be made, or they are of something else or of a later version.</exception>
    public static void Prepare(NpgsqlConnection connection, string place, bool isMade)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, $"SELECT pg_advisory_xact_lock({Lock})");
        if (!Exists(connection, VersionTable))
        {
            if (Exists(connection, PostgresScoreStore.Table))
                throw new InputException($"{place} holds no store of scores: its table {PostgresScoreStore.Table} is of something else", "name another database");
            if (!isMade) throw new InputException($"there is no store in {place}", "name a database that holds one");

            // Texts are compared byte by byte, in whatever language the database is.
            Execute(connection, $"""
                CREATE TABLE {PostgresScoreStore.Table} (
                    key text COLLATE "C" PRIMARY KEY, space text COLLATE "C" NOT NULL, task text COLLATE "C", architecture text COLLATE "C" NOT NULL,
                    data text COLLATE "C" NOT NULL, metrics text COLLATE "C" NOT NULL, code text NOT NULL, version text NOT NULL, added bigint NOT NULL,
                    result text NOT NULL, digest text NOT NULL);
                CREATE TABLE {VersionTable} (version integer NOT NULL);
                INSERT INTO {VersionTable} VALUES ({Version});
                """);
            transaction.Commit();
        }
        else if (Number(connection, $"SELECT max(version) FROM {VersionTable}") is var version && version != Version)
        {
            throw new InputException($"{place} holds a store of version {version}, where this version of swapscore has {Version}", "name another database");
        }
    }

    private static bool Exists(NpgsqlConnection connection, string table) => Number(connection, $"SELECT count(*)::int FROM pg_catalog.pg_class WHERE oid = to_regclass('{table}')") > 0;

    private static void Execute(NpgsqlConnection connection, string text)
    {
        using var command = new NpgsqlCommand(text, connection);
        command.ExecuteNonQuery();
    }

    private static int? Number(NpgsqlConnection connection, string text)
    {
        using var command = new NpgsqlCommand(text, connection);
        return command.ExecuteScalar() as int?;
    }
}
