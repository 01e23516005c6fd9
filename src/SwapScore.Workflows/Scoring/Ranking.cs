using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Metrics;
using SwapScore.Torch;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Scoring;

/// <summary>Scored networks, best first by the first metric; those without a score last, in the order given.</summary>
public sealed class Ranking
{
    private readonly IReadOnlyList<string> _metrics;

    internal Ranking(IReadOnlyList<string> metrics, IEnumerable<(NetworkEntry Entry, EvaluationResult Result)> scored)
    {
        _metrics = metrics;
        var sign = TorchMetrics.Catalog.Find(metrics[0])!.Direction == MetricDirection.HigherIsBetter ? -1 : 1;

        // The sort is stable: equal scores stay in the order given.
        Ranked = [.. scored.OrderBy(pair => pair.Result.Metrics.TryGetValue(metrics[0], out var score) && !double.IsNaN(score.RankValue)
            ? sign * score.RankValue
            : double.PositiveInfinity)];
        Places = Scoring.Places.Create([.. Ranked.Select(pair => pair.Result.Metrics.GetValueOrDefault(metrics[0]))]);
    }

    /// <summary>The networks with their results, best first.</summary>
    public IReadOnlyList<(NetworkEntry Entry, EvaluationResult Result)> Ranked { get; }

    /// <summary>The places of <see cref="Ranked"/>.</summary>
    private IReadOnlyList<Place> Places { get; }

    /// <summary>Networks without a score, or without that of a metric.</summary>
    public int Failures => Ranked.Count(pair => pair.Result.Missing is not null);

    /// <summary>The ranking as a table.</summary>
    public Table AsTable() => new(
        [
            Column.Number("Rank", "rank"),
            Column.Text("Network", "architecture"),
            Column.ForPrograms("name"),
            .. _metrics.Select(metric => Column.Number(metric, metric, $"{metric}.standardError")),

            // Asked for as a metric, the number has a column already.
            .. Extra("parameters", "Parameters"),
            .. Extra("flops", ""),
            Column.ForPrograms("tied"),
            Column.ForPrograms("failure"),
        ],
        [.. Ranked.Zip(Places, (pair, place) => Row(pair.Entry, pair.Result, place))]);

    internal IEnumerable<JsonObject> AsJson() => Ranked.Zip(Places, (pair, place) => AsJson(pair.Entry, pair.Result, place));

    /// <summary>Whether any network is tied with the one above it.</summary>
    public bool HasTies => Places.Any(place => place.IsTied);

    private IEnumerable<Column> Extra(string field, string title) =>
        _metrics.Contains(field) ? [] : [new Column(title, [field], IsNumber: true)];

    private IReadOnlyList<Cell> Row(NetworkEntry entry, EvaluationResult result, Place place) =>
    [
        new RankCell(place.Rank, place.IsTied),
        new TextCell(entry.Text, result.Failure is not null ? $"{entry.Label}: {entry.About(result.Failure)}" : result.KeepsTrainedNumbers ? $"{entry.Label} (trained numbers remain)" : entry.Label),
        entry.Name ?? "",
        .. _metrics.Select(metric => result.Metrics.TryGetValue(metric, out var score)
            ? (Cell)new EstimateCell(score.Mean, score.StandardError)
            : new EmptyCell(2)),
        .. ExtraCell("parameters", result, result.Parameters),
        .. ExtraCell("flops", result, result.Flops),
        place.Rank is null ? "" : place.IsTied ? "true" : "false",
        result.Missing ?? "",
    ];

    private IEnumerable<Cell> ExtraCell(string field, EvaluationResult result, long value) =>
        _metrics.Contains(field) ? [] : [result.Failure is null ? value : new EmptyCell()];

    private static JsonObject AsJson(NetworkEntry entry, EvaluationResult result, Place place)
    {
        var json = new JsonObject
        {
            ["rank"] = place.Rank,
            ["tied"] = place.Rank is null ? null : place.IsTied,
            ["name"] = entry.Name,
            ["architecture"] = entry.Text,
        };
        if (result.Notes.Count > 0) json["notes"] = new JsonArray([.. result.Notes.Select(note => (JsonNode)note)]);
        if (result.Failure is not null)
        {
            json["failure"] = result.Failure;
            return json;
        }

        json["parameters"] = result.Parameters;
        json["flops"] = result.Flops;
        json["cutOff"] = result.IsCutOff;
        if (result.KeepsTrainedNumbers) json["trainedNumbersRemain"] = true;
        if (result.Undefined.Count > 0) json["undefined"] = new JsonObject(result.Undefined.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        json["metrics"] = new JsonObject(result.Metrics.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)EvaluationJson.Node(pair.Value))));
        return json;
    }
}
