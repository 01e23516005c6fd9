using System.Data.Common;
using System.Globalization;
using SwapScore.Evaluation;

namespace SwapScore.Store;

/// <summary>What is asked of the table of a store, in SQL that SQLite and PostgreSQL have in common.</summary>
/// <param name="name">Name of the table.</param>
internal sealed class StoreTable(string name)
{
    /// <summary>What a row is read from.</summary>
    public const string Columns = "key, code, version, added, result, digest";

    /// <summary>Rows that are read at a time.</summary>
    public const int Page = 500;

    /// <summary>The rows of some keys, those that there are.</summary>
    public Dictionary<string, StoreRow> Find(DbConnection connection, IReadOnlyList<string> keys)
    {
        var rows = new Dictionary<string, StoreRow>();
        foreach (var part in keys.Chunk(Page))
        {
            var parameters = part.Select((key, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"@key{i}"), Value: (object?)key)).ToList();
            using var command = Command(connection, $"SELECT {Columns} FROM {name} WHERE key IN ({string.Join(", ", parameters.Select(one => one.Name))})", [.. parameters]);
            foreach (var row in ReadAll(command))
                rows[row.Key] = row;
        }

        return rows;
    }

    /// <returns>False where there is one of the same key.</returns>
    public bool Add(DbConnection connection, StoreRow row, EvaluationResult result)
    {
        using var command = Command(
            connection,
            $"""
            INSERT INTO {name} (space, task, architecture, data, metrics, {Columns})
            VALUES (@space, @task, @architecture, @data, @metrics, @key, @code, @version, @added, @result, @digest) ON CONFLICT DO NOTHING
            """,
            ("@space", result.Request.Space), ("@task", result.Request.Task), ("@architecture", result.Request.Architecture),
            ("@data", result.Request.BatchFingerprint), ("@metrics", string.Join(',', result.Request.Options.Metrics)),
            ("@key", row.Key), ("@code", row.Code), ("@version", row.Version), ("@added", row.Added), ("@result", row.Result), ("@digest", row.Digest));
        return command.ExecuteNonQuery() == 1;
    }

    /// <summary>A page of rows in the order of their keys.</summary>
    public List<StoreRow> Read(DbConnection connection, ScoreFilter filter, string after)
    {
        using var command = Filtered(connection, $"SELECT {Columns} FROM {name} WHERE key > @after", filter, ("@after", after));
        command.CommandText += string.Create(CultureInfo.InvariantCulture, $" ORDER BY key LIMIT {Page}");
        return ReadAll(command);
    }

    public int Remove(DbConnection connection, ScoreFilter filter)
    {
        using var command = Filtered(connection, $"DELETE FROM {name} WHERE true", filter);
        return command.ExecuteNonQuery();
    }

    public IReadOnlyList<StoredGroup> Summarize(DbConnection connection)
    {
        using var command = Command(
            connection,
            $"SELECT space, task, metrics, data, count(*), min(added), max(added) FROM {name} GROUP BY space, task, metrics, data ORDER BY space, task NULLS FIRST, metrics, data");
        using var reader = command.ExecuteReader();
        var groups = new List<StoredGroup>();
        while (reader.Read())
        {
            groups.Add(new StoredGroup(
                reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2), reader.GetString(3), (int)reader.GetInt64(4),
                DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(5)), DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(6))));
        }

        return groups;
    }

    /// <summary>A command with its parameters.</summary>
    public static DbCommand Command(DbConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static DbCommand Filtered(DbConnection connection, string text, ScoreFilter filter, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        (string Condition, string Name, object? Value)[] conditions =
        [
            ("space = @space", "@space", filter.Space),
            ("replace(',' || metrics || ',', ',' || @metric || ',', '') <> ',' || metrics || ','", "@metric", filter.Metric),
            ("substr(data, 1, length(@data)) = @data", "@data", filter.Data),
            ("architecture = @architecture", "@architecture", filter.Architecture),
            ("substr(key, 1, length(@key)) = @key", "@key", filter.Key),
            ("added >= @since", "@since", filter.Since?.ToUnixTimeSeconds()),
            ("added < @until", "@until", filter.Until?.ToUnixTimeSeconds()),
        ];
        var given = conditions.Where(one => one.Value is not null).ToList();
        return Command(connection, text + string.Concat(given.Select(one => $" AND {one.Condition}")), [.. parameters, .. given.Select(one => (one.Name, one.Value))]);
    }

    private static List<StoreRow> ReadAll(DbCommand command)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<StoreRow>();
        while (reader.Read())
            rows.Add(StoreRow.Read(reader));
        return rows;
    }
}
