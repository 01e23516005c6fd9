using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Spaces;
using SwapScore.Storage;

namespace SwapScore.Json;

/// <summary>
/// Options, requests and results as JSON texts of one line, and back: what is read is equal to what was written, to the last bit. The fields are
/// described in <c>docs/reference/json.md</c>. NaN and infinities are the texts <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>.
/// </summary>
public static class EvaluationJson
{
    /// <summary>The <c>schemaVersion</c> of the documents.</summary>
    public const int SchemaVersion = JsonText.SchemaVersion;

    /// <summary>Options as a document.</summary>
    /// <param name="options">The options.</param>
    public static string Write(EvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return JsonSerializer.Serialize(LayoutWriter.Layout(options).AsDocument(), LayoutContext.Exact.OptionsLayout);
    }

    /// <summary>A request as a document.</summary>
    /// <param name="request">The request.</param>
    public static string Write(EvaluationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return JsonSerializer.Serialize(LayoutWriter.Layout(request).AsDocument(), LayoutContext.Exact.RequestLayout);
    }

    /// <summary>A result as a document, its request included.</summary>
    /// <param name="result">The result.</param>
    public static string Write(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return JsonSerializer.Serialize(LayoutWriter.Layout(result).AsDocument(), LayoutContext.Exact.ResultLayout);
    }

    /// <summary>Reads options; fields that are left out keep their defaults.</summary>
    /// <param name="text">A JSON object.</param>
    /// <exception cref="InputException">It is no JSON, has an unknown field, a value of another type or another schema version.</exception>
    public static EvaluationOptions ReadOptions(string text) =>
        LayoutReader.Options(LayoutReader.Read(text, LayoutContext.Exact.OptionsLayout, "options document"));

    /// <summary>Reads a request.</summary>
    /// <param name="text">A JSON object.</param>
    /// <exception cref="InputException">As of <see cref="ReadOptions"/>, or a field is missing.</exception>
    public static EvaluationRequest ReadRequest(string text) =>
        LayoutReader.Request(LayoutReader.Read(text, LayoutContext.Exact.RequestLayout, "request"));

    /// <summary>Reads a result.</summary>
    /// <param name="text">A JSON object.</param>
    /// <exception cref="InputException">As of <see cref="ReadRequest"/>.</exception>
    public static EvaluationResult ReadResult(string text) =>
        LayoutReader.Result(LayoutReader.Read(text, LayoutContext.Exact.ResultLayout, "result"));

    /// <summary>Options as the field <c>options</c> of a larger document.</summary>
    /// <param name="options">The options.</param>
    public static JsonNode Node(EvaluationOptions options) =>
        JsonSerializer.SerializeToNode(LayoutWriter.Layout(options), LayoutContext.Exact.OptionsLayout)!;

    /// <summary>A batch as the field <c>batch</c> of a larger document.</summary>
    /// <param name="batch">The batch.</param>
    public static JsonNode Node(Batch batch) => JsonSerializer.SerializeToNode(LayoutWriter.Layout(batch), LayoutContext.Exact.BatchLayout)!;

    /// <summary>What is known of a batch as the field <c>batch</c> of a larger document.</summary>
    /// <param name="size">Number of samples; null where it is not known.</param>
    /// <param name="fingerprint">Fingerprint of the samples; null where it is not known.</param>
    /// <param name="source">Where the samples come from; null where it is not known.</param>
    public static JsonNode BatchNode(int? size = null, string? fingerprint = null, string? source = null) =>
        JsonSerializer.SerializeToNode(new BatchLayout { Source = source, Size = size, Fingerprint = fingerprint }, LayoutContext.Exact.BatchLayout)!;

    /// <summary>A score as the field of a metric in a larger document, with its mean and standard error.</summary>
    /// <param name="score">The score.</param>
    public static JsonObject Node(MetricScore score)
    {
        var node = new JsonObject { ["mean"] = JsonText.Number(score.Mean), ["standardError"] = JsonText.Number(score.StandardError) };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(LayoutWriter.Layout(score), LayoutContext.Exact.ScoreLayout)!.AsObject())
            node[name] = value?.DeepClone();
        return node;
    }

    /// <summary>What the catalog says of a metric, as a part of a larger document.</summary>
    /// <param name="metric">The metric.</param>
    public static JsonObject Node(MetricDescription metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new JsonObject
        {
            ["name"] = metric.Name,
            ["direction"] = metric.Direction == MetricDirection.HigherIsBetter ? "higher" : "lower",
            ["needs"] = metric.Needs switch
            {
                MetricNeeds.Structure => "structure",
                MetricNeeds.Weights => "weights",
                MetricNeeds.ForwardPass => "forward pass",
                _ => "gradients",
            },
            ["summary"] = metric.Summary,
            ["settings"] = metric.Settings,
            ["source"] = metric.Source,
        };
    }

    /// <summary>What a search space says of itself, as a part of a larger document. Its size is exact, and therefore a text: no number type of a reader would hold it.</summary>
    /// <param name="space">The space.</param>
    public static JsonObject Node(ISearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return new JsonObject
        {
            ["name"] = space.Name,
            ["size"] = space.Size.ToString(CultureInfo.InvariantCulture),
            ["summary"] = space.Summary,
            ["source"] = space.Source,
        };
    }

    /// <summary>How far the metrics of an aggregate agree as a field of a larger document: Spearman's correlation of each with the others together.</summary>
    /// <param name="agreements">The metrics of one aggregate.</param>
    public static JsonObject Node(IEnumerable<TermAgreement> agreements)
    {
        ArgumentNullException.ThrowIfNull(agreements);
        return new JsonObject(agreements.Select(one => KeyValuePair.Create(one.Metric, JsonText.Number(one.Spearman))));
    }
}
