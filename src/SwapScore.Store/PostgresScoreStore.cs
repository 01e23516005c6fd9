using System.Data.Common;
using Npgsql;

namespace SwapScore.Store;

/// <summary>Scores in a table of a PostgreSQL database, for several machines.</summary>
internal sealed class PostgresScoreStore : ScoreStore
{
    /// <summary>Name of the table.</summary>
    public const string Table = "swapscore_scores";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _clock;
    private readonly bool _isMade;
    private readonly Lock _lock = new();
    private volatile bool _isPrepared;

    /// <param name="address">The address of the database.</param>
    /// <param name="isMade">Whether the table is made where there is none.</param>
    /// <param name="version">Version of the product.</param>
    /// <param name="clock">Says when a result was kept, and how long to wait for a database that is started again.</param>
    public PostgresScoreStore(string address, bool isMade, string version, TimeProvider clock)
        : base(PostgresAddress.WithoutPassword(address), Table, version, clock) =>
        (_source, _isMade, _clock) = (NpgsqlDataSource.Create(PostgresAddress.ToConnectionString(address)), isMade, clock);

    public override void Dispose() => _source.Dispose();

    /// <remarks>PostgreSQL reports damage of its files when they are read; the digests of all results are read anyway.</remarks>
    private protected override void RequireSound()
    {
    }

    private protected override T Use<T>(Func<DbConnection, T> work)
    {
        for (var started = _clock.GetTimestamp(); ;)
        {
            try
            {
                return UseOnce(work);
            }
            catch (NpgsqlException fault) when (_isPrepared && PostgresFault.Passes(fault) && _clock.GetElapsedTime(started) < Patience)
            {
                // It is started again, or was cut off: what is asked can be asked again.
                Thread.Sleep(Pause);
            }
            catch (NpgsqlException fault)
            {
                throw PostgresFault.From(fault, Place);
            }
        }
    }

    private T UseOnce<T>(Func<DbConnection, T> work)
    {
        using var connection = _source.OpenConnection();
        if (!_isPrepared)
        {
            lock (_lock)
            {
                if (!_isPrepared) PostgresSchema.Prepare(connection, Place, _isMade);
                _isPrepared = true;
            }
        }

        return work(connection);
    }
}
