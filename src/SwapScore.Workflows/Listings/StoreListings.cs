using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Metrics;
using SwapScore.Store;
using SwapScore.Values;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Listings;

/// <summary>What a store holds: its kinds of results, and results.</summary>
internal static class StoreListings
{
    private const int KeyLength = 12;

    public static Listing Groups(ScoreStore store)
    {
        var groups = store.Summarize();
        return Groups(groups, $"{groups.Sum(group => group.Count)} results in {store.Place}");
    }

    private static Listing Groups(IReadOnlyList<StoredGroup> groups, string note) => new(
        new Table(
            [
                Column.Text("Space", "space"), Column.Text("Task", "task"), Column.Text("Metrics", "metrics"), Column.Text("Data", "data"),
                Column.Number("Results", "results"), Column.Text("First", "first"), Column.Text("Last", "last"),
            ],
            [.. groups.Select(group => (ValueList<Cell>)
                [group.Space, group.Task ?? "", group.Metrics, group.Data, group.Count, Moment(group.First), Moment(group.Last)])]),
        ResultDocument.Create("groups", groups.Select(group => new JsonObject
        {
            ["space"] = group.Space,
            ["task"] = group.Task,
            ["metrics"] = new JsonArray([.. group.Metrics.Split(',').Select(name => (JsonNode)name)]),
            ["data"] = group.Data,
            ["results"] = group.Count,
            ["first"] = StoredScore.Moment(group.First),
            ["last"] = StoredScore.Moment(group.Last),
        })))
    {
        Remarks = [new Note(note)],
    };

    /// <summary>One row for each metric of each result: names of metrics differ from result to result.</summary>
    public static Listing Scores(IReadOnlyList<StoredScore> scores, string? metric) => new(
        new Table(
            [
                Column.Text("Key", "key"), Column.Text("Space", "space"), Column.ForPrograms("task"), Column.Text("Architecture", "architecture"),
                Column.Text("Data", "data"), Column.ForPrograms("seed", isNumber: true), Column.Number("Repeats", "repeats"),
                Column.Text("Metric", "metric"), Column.Number("Score", "mean"), Column.ForPrograms("standardError", isNumber: true),
                Column.Text("Kept", "added"), Column.ForPrograms("version"), Column.ForPrograms("code"),
            ],
            [.. from one in scores
                from pair in one.Result?.Metrics ?? ValueDictionary<MetricScore>.Empty
                where metric is null || pair.Key == metric
                let request = one.Result!.Request
                select (ValueList<Cell>)
                [
                    Cell.FromText(one.Key, one.Key[..KeyLength]), request.Space, request.Task ?? "", request.Architecture,
                    request.BatchFingerprint, request.Options.Seed, request.Options.Repeats, pair.Key,
                    Number(pair.Value.Mean), Number(pair.Value.StandardError), Moment(one.Added), one.Version, one.Code,
                ]]),
        ResultDocument.Create("results", scores.Select(score => score.ToJson())));

    private static Cell Moment(DateTimeOffset moment) => Cell.FromText(StoredScore.Moment(moment), StoredScore.Moment(moment)[..10]);

    private static Cell Number(double value) => Cell.FromText(value.ToString("R", CultureInfo.InvariantCulture), value.ToString("G6", CultureInfo.InvariantCulture));
}
