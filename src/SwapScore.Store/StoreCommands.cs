using System.Globalization;
using Microsoft.Data.Sqlite;
using SwapScore.Evaluation;

namespace SwapScore.Store;

/// <summary>What is asked of the database.</summary>
internal static class StoreCommands
{
    /// <summary>Rows that are read at a time.</summary>
    public const int Page = 500;

    public static SqliteCommand Find(SqliteConnection connection)
    {
        var command = Command(connection, $"SELECT {StoreSchema.Columns} FROM scores WHERE key = $key");
        command.Parameters.Add("$key", SqliteType.Text);
        return command;
    }

    /// <returns>False where there is one of the same key.</returns>
    public static bool Add(SqliteConnection connection, StoreRow row, EvaluationResult result)
    {
        using var command = Command(
            connection,
            $"""
            INSERT INTO scores (space, task, architecture, data, metrics, {StoreSchema.Columns})
            VALUES ($space, $task, $architecture, $data, $metrics, $key, $code, $version, $added, $result, $digest) ON CONFLICT DO NOTHING
            """,
            ("$space", result.Request.Space), ("$task", result.Request.Task), ("$architecture", result.Request.Architecture),
            ("$data", result.Request.BatchFingerprint), ("$metrics", string.Join(',', result.Request.Options.Metrics)),
            ("$key", row.Key), ("$code", row.Code), ("$version", row.Version), ("$added", row.Added), ("$result", row.Result), ("$digest", row.Digest));
        return command.ExecuteNonQuery() == 1;
    }

    public static List<StoreRow> Read(SqliteConnection connection, ScoreFilter filter, string after)
    {
        using var command = Filtered(connection, $"SELECT {StoreSchema.Columns} FROM scores WHERE key > $after", filter);
        command.CommandText += string.Create(CultureInfo.InvariantCulture, $" ORDER BY key LIMIT {Page}");
        command.Parameters.AddWithValue("$after", after);
        using var reader = command.ExecuteReader();
        var rows = new List<StoreRow>();
        while (reader.Read())
            rows.Add(StoreRow.Read(reader));
        return rows;
    }

    public static int Remove(SqliteConnection connection, ScoreFilter filter)
    {
        using var command = Filtered(connection, "DELETE FROM scores WHERE true", filter);
        return command.ExecuteNonQuery();
    }

    public static IReadOnlyList<StoredGroup> Summarize(SqliteConnection connection)
    {
        using var command = Command(
            connection, "SELECT space, task, metrics, data, count(*), min(added), max(added) FROM scores GROUP BY space, task, metrics, data ORDER BY 1, 2, 3, 4");
        using var reader = command.ExecuteReader();
        var groups = new List<StoredGroup>();
        while (reader.Read())
        {
            groups.Add(new StoredGroup(
                reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4),
                DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(5)), DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(6))));
        }

        return groups;
    }

    public static string? Check(SqliteConnection connection)
    {
        using var command = Command(connection, "PRAGMA integrity_check(1)");
        return (string?)command.ExecuteScalar() is var found and not "ok" ? found : null;
    }

    private static SqliteCommand Filtered(SqliteConnection connection, string text, ScoreFilter filter)
    {
        (string Condition, string Name, object? Value)[] conditions =
        [
            ("space = $space", "$space", filter.Space),
            ("instr(',' || metrics || ',', ',' || $metric || ',') > 0", "$metric", filter.Metric),
            ("substr(data, 1, length($data)) = $data", "$data", filter.Data),
            ("architecture = $architecture", "$architecture", filter.Architecture),
            ("substr(key, 1, length($key)) = $key", "$key", filter.Key),
            ("added >= $since", "$since", filter.Since?.ToUnixTimeSeconds()),
            ("added < $until", "$until", filter.Until?.ToUnixTimeSeconds()),
        ];
        var given = conditions.Where(one => one.Value is not null).ToList();
        return Command(
            connection, text + string.Concat(given.Select(one => $" AND {one.Condition}")), [.. given.Select(one => (one.Name, one.Value))]);
    }

    private static SqliteCommand Command(SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
