using System.Globalization;
using Npgsql;

namespace SwapScore.Store;

/// <summary>Addresses of PostgreSQL as people write them: <c>postgres://user:password@host:port/database?sslmode=require</c>.</summary>
public static class PostgresAddress
{
    private const int StandardPort = 5432;
    private const int SecondsToConnect = 10;
    private const string Example = "for example postgres://user:password@host:5432/database";

    /// <summary>Whether a text is meant as such an address.</summary>
    /// <param name="text">The text.</param>
    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);
    }

    /// <summary>
    /// The address as ADO.NET writes it. The user and the database are called <c>swapscore</c> where none is named; a password that is left out is that of
    /// <c>PGPASSWORD</c> or <c>~/.pgpass</c>. Parameters behind a question mark are those of Npgsql.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static string ToConnectionString(string address) => Read(address).ConnectionString;

    /// <summary>The address without its password and parameters, for messages.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="UsageException">It is none.</exception>
    public static string WithoutPassword(string address)
    {
        var settings = Read(address);
        return string.Create(CultureInfo.InvariantCulture, $"postgres://{settings.Username}@{settings.Host}:{settings.Port}/{settings.Database}");
    }

    private static NpgsqlConnectionStringBuilder Read(string address)
    {
        if (!IsOne(address) || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0) throw new UsageException("this is no address of PostgreSQL", Example);
        var user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : StandardPort,
            Database = uri.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(uri.AbsolutePath[1..]) : "swapscore",
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : "swapscore",
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Timeout = SecondsToConnect,
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            try
            {
                settings[pair[0]] = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "";
            }
            catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or OverflowException)
            {
                throw new UsageException($"'{PrintableText.Shortened(pair[0], 40)}' in the address of PostgreSQL is no parameter of a connection, or its value does not fit", $"{Example}?sslmode=require");
            }
        }

        return settings;
    }
}
