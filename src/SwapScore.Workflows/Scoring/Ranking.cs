using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Storage;
using SwapScore.Values;
using SwapScore.Workflows.Charts;
using SwapScore.Workflows.Latency;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Scoring;

/// <summary>Scored networks, best first by the first column; those without a score last, in the order given.</summary>
internal sealed class Ranking
{
    // A warning says all of it, and so do the formats for programs.
    private const int MostOfAReason = 160;
    private const int MostDrawn = 40;

    private readonly IReadOnlyList<string> _columns;
    private readonly HashSet<string> _known;
    private readonly IReadOnlyList<Place> _places;
    private readonly AggregateErrors _errors;

    /// <param name="columns">What is shown; the first one ranks.</param>
    /// <param name="metrics">Names of the metrics that were asked for, alone or within aggregates.</param>
    /// <param name="entries">The networks.</param>
    /// <param name="scored">Their results; fewer where scoring was stopped.</param>
    public Ranking(IReadOnlyList<MetricExpression> columns, IEnumerable<string> metrics, IReadOnlyList<NetworkEntry> entries, IReadOnlyList<EvaluationResult> scored)
    {
        var results = scored.WithAggregates(columns);
        var (first, name) = (columns[0], columns[0].Text);
        var sign = first.Description.Direction == MetricDirection.HigherIsBetter ? -1 : 1;
        _columns = [.. columns.Select(column => column.Text)];
        _known = _columns.Union(metrics).ToHashSet();
        _errors = AggregateErrors.Find(columns, results);

        // The sort is stable: equal scores stay in the order given. A score that is not finite is no better than none.
        Ranked = [.. entries.Zip(results).OrderBy(pair => pair.Second.Metrics.TryGetValue(name, out var score) && double.IsFinite(score.RankValue)
            ? sign * score.RankValue
            : double.PositiveInfinity)];
        _places = Places.Create([.. Ranked.Select(pair => pair.Result.Metrics.GetValueOrDefault(name))], place => _errors.Of(name, Ranked[place].Result));
        Agreements = columns.Where(column => column.IsAggregate).Distinct().ToDictionary(column => column.Text, column => PoolScores.Agreements(results, column));
        Size = SizeShare.Find(first, results);
    }

    /// <summary>The networks with their results, best first.</summary>
    public IReadOnlyList<(NetworkEntry Entry, EvaluationResult Result)> Ranked { get; }

    /// <summary>Per aggregate, by its text: how far each of its metrics ranks the networks as the others do.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TermAgreement>> Agreements { get; }

    /// <summary>What a user should know of the metrics of aggregates: those that disagree with the rest, in one line each.</summary>
    public IEnumerable<string> Disagreements => Agreements.SelectMany(pair => TermAgreement.Sentences(pair.Key, pair.Value));

    /// <summary>A sentence for users where the order is mostly that of the networks' sizes, or its reverse; otherwise null.</summary>
    public string? SizeSentence => Size?.Sentence;

    /// <summary>How far the first column ranks the networks by their size; null where that says nothing.</summary>
    internal SizeShare? Size { get; }

    /// <summary>Latencies in seconds; null where none are asked for.</summary>
    public LatencyEstimates? Latencies { get; init; }

    /// <summary>Networks without a score, or without that of a metric.</summary>
    public int Failures => Ranked.Count(pair => pair.Result.Missing is not null);

    /// <summary>The ranking as a table.</summary>
    public Table AsTable() => new(
        [
            Column.Number("Rank", "rank"),
            Column.Text("Network", "architecture"),
            Column.ForPrograms("name"),
            .. _columns.Select(metric => Column.Number(metric, metric, $"{metric}.standardError")),

            // Asked for as a metric, the number has a column already.
            .. Extra("parameters", "Parameters"),
            .. Extra("flops", ""),
            .. Latencies is null ? (Column[])[] : [Column.Number("Latency, ms", "latency")],
            Column.ForPrograms("tied"),
            Column.ForPrograms("failure"),
        ],
        [.. Ranked.Zip(_places, (pair, place) => Row(pair.Entry, pair.Result, place))]);

    /// <summary>The best networks as bars of the score that ranks them.</summary>
    /// <param name="footer">What made the scores.</param>
    internal Chart Draw(ChartFooter footer)
    {
        var name = _columns[0];
        var shown = Ranked.Where(pair => pair.Result.Metrics.ContainsKey(name)).Take(MostDrawn).ToList();
        var of = shown.Count < Ranked.Count ? $"the best {shown.Count} of {Ranked.Count}" : $"{shown.Count}";
        var isLogarithmic = shown.Any(pair => pair.Result.Metrics[name] is { LogMean: not null, Mean: 0 or double.PositiveInfinity });
        return new BarChart
        {
            Title = $"{name} of {of} {(Ranked.Count == 1 ? "network" : "networks")}",
            YLabel = isLogarithmic ? $"ln {name}" : name == "swap" ? "swap, patterns" : name,
            Series =
            [
                new BarSeries(name, [.. shown.Select(pair => new Bar(
                    pair.Entry.Label,
                    isLogarithmic ? pair.Result.Metrics[name].RankValue : pair.Result.Metrics[name].Mean,
                    isLogarithmic ? 0 : StandardError(name, pair.Result, pair.Result.Metrics[name])))]),
            ],
            Footer = footer,
        };
    }

    internal JsonObject? AgreementsAsJson() => Agreements.Count == 0 ? null
        : new JsonObject(Agreements.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)EvaluationJson.Node(pair.Value))));

    internal IEnumerable<JsonObject> AsJson() => Ranked.Zip(_places, (pair, place) => AsJson(pair.Entry, pair.Result, place));

    /// <summary>Whether any network is tied with the one above it.</summary>
    public bool HasTies => _places.Any(place => place.IsTied);

    private IEnumerable<Column> Extra(string field, string title) =>
        _columns.Contains(field) ? [] : [new Column(title, [field], IsNumber: true)];

    private ValueList<Cell> Row(NetworkEntry entry, EvaluationResult result, Place place) =>
    [
        new RankCell(place.Rank, place.IsTied),
        new TextCell(entry.Text, result.Failure is not null ? PrintableText.Shortened($"{entry.Label}: {entry.About(result.Failure)}", MostOfAReason) : result.KeepsTrainedNumbers ? $"{entry.Label} (trained numbers remain)" : entry.Label),
        entry.Name ?? "",
        .. _columns.Select(metric => result.Metrics.TryGetValue(metric, out var score)
            ? (Cell)new EstimateCell(score.Mean, StandardError(metric, result, score))
            : new EmptyCell(2)),
        .. ExtraCell("parameters", result, result.Parameters),
        .. ExtraCell("flops", result, result.Flops),
        .. Latencies is null ? (Cell[])[] : [Latencies.CellOf(entry.Text)],
        place.Rank is null ? "" : place.IsTied ? "true" : "false",
        result.Missing ?? "",
    ];

    private IEnumerable<Cell> ExtraCell(string field, EvaluationResult result, long value) =>
        _columns.Contains(field) ? [] : [result.Failure is null ? value : new EmptyCell()];

    private JsonObject AsJson(NetworkEntry entry, EvaluationResult result, Place place)
    {
        var json = new JsonObject
        {
            ["rank"] = place.Rank,
            ["tied"] = place.Rank is null ? null : place.IsTied,
            ["name"] = entry.Name,
            ["architecture"] = entry.Text,
        };
        if (result.Remedy is { } remedy) json["notes"] = new JsonArray(remedy.Words);
        else if (result.Notes.Count > 0) json["notes"] = new JsonArray([.. result.Notes.Select(note => (JsonNode)note)]);
        if (result.Failure is not null)
        {
            json["failure"] = result.Failure;
            return json;
        }

        json["parameters"] = result.Parameters;
        json["flops"] = result.Flops;
        if (Latencies is not null) json["latency"] = Latencies.Seconds(entry.Text);
        json["cutOff"] = result.IsCutOff;
        if (result.KeepsTrainedNumbers) json["trainedNumbersRemain"] = true;
        if (result.Undefined.Count > 0) json["undefined"] = new JsonObject(result.Undefined.Where(pair => _known.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        json["metrics"] = new JsonObject(result.Metrics.Where(pair => _known.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Score(pair.Key, result, pair.Value))));
        return json;
    }

    private JsonObject Score(string column, EvaluationResult result, MetricScore score)
    {
        var json = EvaluationJson.Node(score);
        json["standardError"] = JsonText.Number(StandardError(column, result, score));
        return json;
    }

    private double StandardError(string column, EvaluationResult result, MetricScore score) => (_errors.Of(column, result) ?? score).StandardError;
}
