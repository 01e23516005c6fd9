using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Values;

namespace SwapScore.Studies;

/// <summary>
/// Everything the result of a study depends on, fully resolved: equal definitions give the same rows and the same report, byte for
/// byte, on every machine and with any number of threads. A study is resumed only under an equal definition.
/// </summary>
public sealed record StudyDefinition
{
    /// <summary>Name of the study, for example <c>darts</c>.</summary>
    public required string Study { get; init; }

    /// <summary>Name of the search space.</summary>
    public required string Space { get; init; }

    /// <summary>Name of the task the architectures were trained for; null for the first one of the space. Default: null.</summary>
    public string? Task { get; init; }

    /// <summary>Metrics to compute, repeats, seed and other settings.</summary>
    public required EvaluationOptions Options { get; init; }

    /// <summary>
    /// Metrics reported and written as columns, in this order: those computed, and published ones (<see cref="TableMetric"/>). Default:
    /// those computed.
    /// </summary>
    public IReadOnlyList<string> Columns
    {
        get => field ?? Options.Metrics;
        init => field = value.ToValueList();
    }

    /// <summary>
    /// Aggregates of <see cref="Columns"/> that are reported before them. Their scores come from all rows that have one, so they are not among the
    /// rows that are written as they come. Default: none.
    /// </summary>
    public IReadOnlyList<MetricExpression> Aggregates
    {
        get;
        init => field = value.ToValueList();
    }
    = ValueList<MetricExpression>.Empty;

    /// <summary>Number of samples.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Fingerprint of the samples.</summary>
    public required string BatchFingerprint { get; init; }

    /// <summary>Fingerprint of the whole table of ground truth.</summary>
    public required string TruthFingerprint { get; init; }

    /// <summary>Number of rows of the table to study, from the first; null for all. Default: null.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether rows of the table that cannot be used are left out instead of stopping the study. Default: false.</summary>
    public bool SkipInvalid { get; init; }

    /// <summary>The share of the rows that is studied; null for all. Default: null.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>All that is reported, in order: the aggregates, the metrics asked for, the baselines.</summary>
    internal IEnumerable<string> Reported => Aggregates.Select(aggregate => aggregate.Text).Concat(Columns).Union(StudyRunner.Baselines);

    /// <summary>The description of one of <see cref="Reported"/>.</summary>
    internal MetricDescription Describe(string metric, MetricCatalog catalog) =>
        Aggregates.FirstOrDefault(aggregate => aggregate.Text == metric)?.Description ?? TableMetric.Describe(metric, catalog);

    /// <summary>The definition as JSON, as it lies beside the rows.</summary>
    public JsonObject ToJson() => StudyConfiguration.ToJson(this);
}
