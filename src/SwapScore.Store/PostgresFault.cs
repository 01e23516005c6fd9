using Npgsql;

namespace SwapScore.Store;

/// <summary>What PostgreSQL reports, or that it does not answer, as a fault of the product.</summary>
internal static class PostgresFault
{
    // The class of faults in what is asked: a table or a column is not there.
    private const string UnknownNames = "42";

    /// <summary>Whether it may pass: the database is started again, or was cut off.</summary>
    public static bool Passes(NpgsqlException fault) => fault.IsTransient
        || fault is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow };

    public static SwapScoreException From(NpgsqlException fault, string place) => fault is PostgresException told
        ? From(told, place)
        : new UnavailableException($"the store {place} does not answer: {(fault.InnerException ?? fault).Message}", "start PostgreSQL, or correct the address", fault);

    private static SwapScoreException From(PostgresException fault, string place) => fault.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new UsageException(
            $"the store {place} refuses this user: {fault.MessageText}", "give the password in the address, in PGPASSWORD or in ~/.pgpass"),
        PostgresErrorCodes.InvalidCatalogName => new UsageException($"the store {place} is not there: {fault.MessageText}", "make the database first, for example with createdb"),
        PostgresErrorCodes.InsufficientPrivilege => new UsageException($"the store {place} cannot be used: {fault.MessageText}", "ask its owner for the right to read and write it"),
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new InputException($"the store {place} is damaged: {fault.MessageText}", "export what can be read, and restore the database from a copy", fault),
        PostgresErrorCodes.DiskFull => new OutputException($"the store {place} cannot be written: its disk is full", "free some space", fault),
        PostgresErrorCodes.ReadOnlySqlTransaction => new OutputException($"the store {place} cannot be written: it is read-only", "name another database", fault),
        { } state when state.StartsWith(UnknownNames, StringComparison.Ordinal) => new InputException(
            $"the store {place} is damaged: {fault.MessageText}", "restore its tables from a copy, or name another database", fault),
        _ when Passes(fault) => new UnavailableException($"the store {place} does not answer: {fault.MessageText}", "try again later", fault),
        var state => new InputException($"the store {place} cannot be used: PostgreSQL reports {state}, {fault.MessageText}", "name another database", fault),
    };
}
