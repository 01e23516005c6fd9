using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Json;
using SwapScore.Metrics;
using SwapScore.Store;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Cli.Output;

/// <summary>What a store holds, as tables and documents.</summary>
internal static class StoreTables
{
    private const int KeyLength = 12;

    public static Table Groups(IEnumerable<StoredGroup> groups) => new(
        [
            Column.Text("Space", "space"), Column.Text("Task", "task"), Column.Text("Metrics", "metrics"), Column.Text("Data", "data"),
            Column.Number("Results", "results"), Column.Text("First", "first"), Column.Text("Last", "last"),
        ],
        [.. groups.Select(group => (ValueList<Cell>)
        [
            group.Space, group.Task ?? "", group.Metrics, group.Data, group.Count, Cell.FromText(Moment(group.First), Day(group.First)), Cell.FromText(Moment(group.Last), Day(group.Last)),
        ])]);

    /// <summary>One row for each metric of each result: names of metrics differ from result to result.</summary>
    public static Table Scores(IEnumerable<StoredScore> scores, string? metric) => new(
        [
            Column.Text("Key", "key"), Column.Text("Space", "space"), Column.ForPrograms("task"), Column.Text("Architecture", "architecture"), Column.Text("Data", "data"),
            Column.ForPrograms("seed", isNumber: true), Column.Number("Repeats", "repeats"), Column.Text("Metric", "metric"), Column.Number("Score", "mean"),
            Column.ForPrograms("standardError", isNumber: true), Column.Text("Kept", "added"), Column.ForPrograms("version"), Column.ForPrograms("code"),
        ],
        [.. from one in scores
            from pair in one.Result?.Metrics ?? ValueDictionary<MetricScore>.Empty
            where metric is null || pair.Key == metric
            let request = one.Result!.Request
            select (ValueList<Cell>)
            [
                Cell.FromText(one.Key, one.Key[..KeyLength]), request.Space, request.Task ?? "", request.Architecture, request.BatchFingerprint, request.Options.Seed, request.Options.Repeats,
                pair.Key, Number(pair.Value.Mean), Number(pair.Value.StandardError), Cell.FromText(Moment(one.Added), Day(one.Added)), one.Version, one.Code,
            ]]);

    public static JsonObject Document(IReadOnlyList<StoredGroup> groups) => ResultDocument.Create("groups", groups.Select(group => new JsonObject
    {
        ["space"] = group.Space,
        ["task"] = group.Task,
        ["metrics"] = new JsonArray([.. group.Metrics.Split(',').Select(name => (JsonNode)name)]),
        ["data"] = group.Data,
        ["results"] = group.Count,
        ["first"] = Moment(group.First),
        ["last"] = Moment(group.Last),
    }));

    /// <summary>A result as <c>store export</c> writes it.</summary>
    public static JsonObject Entry(StoredScore score) => new()
    {
        ["key"] = score.Key,
        ["code"] = score.Code,
        ["version"] = score.Version,
        ["added"] = Moment(score.Added),
        ["result"] = score.Result is { } result ? JsonNode.Parse(EvaluationJson.Write(result)) : null,
    };

    /// <summary>A moment as programs read it.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Cell Number(double value) => Cell.FromText(value.ToString("R", CultureInfo.InvariantCulture), value.ToString("G6", CultureInfo.InvariantCulture));
}
