using Microsoft.Data.Sqlite;

namespace SwapScore.Store;

/// <summary>What SQLite reports, as a fault of the product.</summary>
internal static class SqliteFault
{
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int Io = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    public static SwapScoreException From(SqliteException fault, string path) => fault.SqliteErrorCode switch
    {
        Corrupt => new InputException($"the store {path} is damaged", Remedy.SaveStoredScores(), fault),
        NoDatabase => new InputException($"{path} is no store of scores", "name another file", fault),
        Busy => new OutputException($"the store {path} has been in use by another process for too long", "try again later", fault),
        ReadOnly => new OutputException($"the store {path} cannot be written: it is read-only", "name another file", fault),
        Full => new OutputException($"the store {path} cannot be written: the disk is full", "free some space", fault),
        Io => new OutputException($"the store {path} cannot be read or written: the system reports a fault of the disk", "check the disk", fault),
        CannotOpen => new UsageException($"the store {path} cannot be opened", "name a file in a folder that you can write to"),
        var code => new InputException($"the store {path} cannot be used: SQLite reports fault {code}", "name another file", fault),
    };
}
