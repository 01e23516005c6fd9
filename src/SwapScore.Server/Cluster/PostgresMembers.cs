using System.Globalization;
using System.Text.Json;
using Npgsql;
using Orleans;
using Orleans.Runtime;

namespace SwapScore.Server.Cluster;

/// <summary>
/// Which servers a cluster has, in a table of PostgreSQL. The row without an address holds the version of the table: whoever changes a row raises it in the same
/// transaction, so that of two who saw the same version one fails and looks again.
/// </summary>
/// <param name="source">The database.</param>
/// <param name="cluster">Name of the cluster: several may share the table.</param>
internal sealed class PostgresMembers(NpgsqlDataSource source, string cluster) : IMembershipTable
{
    private const string Create = """
        CREATE TABLE IF NOT EXISTS swapscore_members (
            cluster text NOT NULL, silo text NOT NULL, version bigint NOT NULL, entry text NOT NULL, PRIMARY KEY (cluster, silo))
        """;

    /// <summary>Makes the table where it is missing.</summary>
    /// <exception cref="UnavailableException">The database does not answer, or refuses.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            await ExecuteAsync(Create, cancellation);
            await ExecuteAsync("INSERT INTO swapscore_members VALUES ($1, '', 0, '') ON CONFLICT DO NOTHING", cancellation, cluster);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable)
        {
            // Two servers made the table at the same time; the other one did it.
            await ExecuteAsync("INSERT INTO swapscore_members VALUES ($1, '', 0, '') ON CONFLICT DO NOTHING", cancellation, cluster);
        }
        catch (NpgsqlException fault)
        {
            throw new UnavailableException($"PostgreSQL cannot be used: {fault.Message}", "start it, or correct its address", fault);
        }
    }

    public Task InitializeMembershipTable(bool tryInitTableVersion) => PrepareAsync(CancellationToken.None);

    public Task DeleteMembershipTableEntries(string clusterId) => ExecuteAsync("DELETE FROM swapscore_members WHERE cluster = $1", CancellationToken.None, clusterId);

    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        foreach (var (entry, _) in (await ReadAll()).Members)
            if (entry.Status == SiloStatus.Dead && entry.IAmAliveTime < beforeDate.UtcDateTime)
                await ExecuteAsync("DELETE FROM swapscore_members WHERE cluster = $1 AND silo = $2", CancellationToken.None, cluster, entry.SiloAddress.ToParsableString());
    }

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var all = await ReadAll();
        return all.TryGet(key) is { } row ? new MembershipTableData(row, all.Version) : new MembershipTableData([], all.Version);
    }

    public async Task<MembershipTableData> ReadAll()
    {
        var version = new TableVersion(0, "0");
        List<Tuple<MembershipEntry, string>> rows = [];
        await using var command = Command("SELECT silo, version, entry FROM swapscore_members WHERE cluster = $1", cluster);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (silo, number) = (reader.GetString(0), reader.GetInt64(1));
            var tag = Tag(number);
            if (silo.Length == 0) version = new TableVersion((int)number, tag);
            else rows.Add(Tuple.Create(JsonSerializer.Deserialize<MemberEntry>(reader.GetString(2), ServerJson.Options)!.ToOrleans(silo), tag));
        }

        return new MembershipTableData(rows, version);
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => ChangeAsync(
        tableVersion, "INSERT INTO swapscore_members VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING", cluster, entry.SiloAddress.ToParsableString(), Text(entry));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => ChangeAsync(
        tableVersion,
        "UPDATE swapscore_members SET version = version + 1, entry = $3 WHERE cluster = $1 AND silo = $2 AND version = $4",
        cluster, entry.SiloAddress.ToParsableString(), Text(entry), long.Parse(etag, CultureInfo.InvariantCulture));

    /// <summary>Notes that a server lives. That is no change that others have to look at, so versions stay.</summary>
    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        var row = (await ReadRow(entry.SiloAddress)).Members.SingleOrDefault() ?? throw new InvalidOperationException($"{entry.SiloAddress} is not in the table");
        row.Item1.IAmAliveTime = entry.IAmAliveTime;
        await ExecuteAsync(
            "UPDATE swapscore_members SET entry = $3 WHERE cluster = $1 AND silo = $2 AND version = $4",
            CancellationToken.None, cluster, entry.SiloAddress.ToParsableString(), Text(row.Item1), long.Parse(row.Item2, CultureInfo.InvariantCulture));
    }

    private static string Text(MembershipEntry entry) => JsonSerializer.Serialize(MemberEntry.From(entry), ServerJson.Options);

    private static string Tag(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Changes one row and raises the version of the table, or neither.</summary>
    private async Task<bool> ChangeAsync(TableVersion next, string sql, params object[] values)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var raise = new NpgsqlCommand("UPDATE swapscore_members SET version = $2 WHERE cluster = $1 AND silo = '' AND version = $3", connection, transaction)
        {
            Parameters = { new() { Value = cluster }, new() { Value = (long)next.Version }, new() { Value = long.Parse(next.VersionEtag, CultureInfo.InvariantCulture) } },
        };
        await using var change = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values)
            change.Parameters.Add(new NpgsqlParameter { Value = value });
        if (await raise.ExecuteNonQueryAsync() != 1 || await change.ExecuteNonQueryAsync() != 1) return false;
        await transaction.CommitAsync();
        return true;
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
