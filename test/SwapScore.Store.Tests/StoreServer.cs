using Npgsql;
using SwapScore.Server.Tests;

namespace SwapScore.Store.Tests;

/// <summary>Stores in databases of a server of PostgreSQL, made when they are first named.</summary>
internal sealed class StoreServer(PostgresServer server) : IStorePlace
{
    private readonly HashSet<string> _databases = [];
    private int _series;

    public string Table => "swapscore_scores";

    /// <summary>From now on the same names mean other databases.</summary>
    public void Renew()
    {
        _series++;
        _databases.Clear();
    }

    public ScoreStore Open(string name = "scores", TimeProvider? clock = null) => ScoreStore.Create(AddressOf(name), "1.2.3", clock ?? TimeProvider.System);

    public void Execute(string text, string name = "scores") => ExecuteAt(AddressOf(name), text);

    /// <summary>The address of a database, which is there.</summary>
    public string AddressOf(string name)
    {
        lock (_databases)
        {
            if (_databases.Add(name)) ExecuteAt(server.Address, $"CREATE DATABASE {name}{_series}");
        }

        return server.Address[..^"postgres".Length] + $"{name}{_series}";
    }

    private static void ExecuteAt(string address, string text)
    {
        using var source = NpgsqlDataSource.Create(PostgresAddress.ToConnectionString(address));
        using var command = source.CreateCommand(text);
        command.ExecuteNonQuery();
    }
}
