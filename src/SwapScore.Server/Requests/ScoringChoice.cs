using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Server.Requests;

/// <summary>How networks are scored: metrics and options of a request, read against a task.</summary>
internal static class ScoringChoice
{
    /// <summary>The metrics and aggregates, with <c>all</c> as those that suit a task.</summary>
    /// <param name="metrics">Their texts; null for <c>swap</c>.</param>
    /// <param name="task">The task.</param>
    /// <exception cref="UsageException">One of them is unknown or cannot be read.</exception>
    public static ValueList<MetricExpression> ReadMetrics(IReadOnlyList<string>? metrics, SpaceTask task) => MetricExpression.ParseAll(
        MetricCatalog.Standard.Expand(metrics ?? new EvaluationOptions().Metrics, isText: task.Preparation == ImagePreparation.Tokens), MetricCatalog.Standard);

    /// <summary>The options of scores.</summary>
    /// <param name="options">As in <c>options</c> of a request, without metrics; null for the defaults.</param>
    /// <param name="metrics">The metrics that are computed.</param>
    /// <param name="repeats">Repeats where the options name none; null for those of <see cref="EvaluationOptions"/>.</param>
    /// <exception cref="SwapScoreException">A field is unknown, malformed or out of range.</exception>
    public static EvaluationOptions ReadOptions(JsonObject? options, IEnumerable<string> metrics, int? repeats = null)
    {
        if (options?.ContainsKey("metrics") == true) throw new UsageException("options hold metrics", "name them in the field metrics beside options");
        var document = options?.DeepClone().AsObject() ?? [];
        document["schemaVersion"] = EvaluationJson.SchemaVersion;
        if (repeats is { } number && !document.ContainsKey("repeats")) document["repeats"] = number;
        return (EvaluationJson.ReadOptions(document.ToJsonString()) with { Metrics = [.. metrics] }).Validated(MetricCatalog.Standard);
    }

    /// <summary>μ and σ: those of the options, else from the sizes of the space.</summary>
    /// <param name="options">As in <c>options</c> of a request.</param>
    /// <param name="read">The same, read.</param>
    public static RegularizationChoice ReadRegularization(JsonObject? options, EvaluationOptions read) => new(
        options?.ContainsKey("mu") == true ? read.Mu : null, options?.ContainsKey("sigma") == true ? read.Sigma : null);
}
