using Npgsql;

namespace SwapScore.Server.Cluster;

/// <summary>Addresses of PostgreSQL as people write them: <c>postgres://user:password@host:port/database</c>.</summary>
internal static class PostgresAddress
{
    private const int StandardPort = 5432;

    /// <summary>Reads an address; a password that is left out is that of <c>PGPASSWORD</c> or <c>~/.pgpass</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static NpgsqlDataSource Open(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql") || uri.Host.Length == 0)
            throw new UsageException("this is no address of PostgreSQL", "for example postgres://user:password@host:5432/database");
        var user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : StandardPort,
            Database = uri.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(uri.AbsolutePath[1..]) : "swapscore",
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : "swapscore",
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
        };
        return NpgsqlDataSource.Create(settings);
    }
}
