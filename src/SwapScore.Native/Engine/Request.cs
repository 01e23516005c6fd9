using System.Text.Json.Nodes;
using System.Text.Json;
using SwapScore.Evaluation;
using SwapScore.Json;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Native.Engine;

/// <summary>A document that says what is to be done, in the vocabulary of <c>docs/reference/json.md</c>. Fields nobody has asked for are faults.</summary>
internal sealed class Request
{
    private readonly JsonObject _fields;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private Request(JsonObject fields)
    {
        _fields = fields;
        Space = SearchSpaces.Find(Text("space") ?? throw new UsageException("the request has no field space"));
        Task = SearchSpaces.FindTask(Space, Text("task"));
        Threads = (int)(Whole("threads") ?? Environment.ProcessorCount);
        Samples = (int)(Whole("batchSize") ?? 16);
        Source = Text("source") ?? "an array";
        Labels = Take("labels") is { } labels ? [.. Items<int>(labels, "labels")] : null;
    }

    /// <summary>The space.</summary>
    public ISearchSpace Space { get; }

    /// <summary>What the networks are for.</summary>
    public SpaceTask Task { get; }

    /// <summary>Number of threads.</summary>
    public int Threads { get; }

    /// <summary>Number of built-in samples, where the caller gives none.</summary>
    public int Samples { get; }

    /// <summary>What the samples of the caller are called.</summary>
    public string Source { get; }

    /// <summary>Classes of the samples; null where unknown.</summary>
    public int[]? Labels { get; }

    /// <summary>Reads a document.</summary>
    /// <exception cref="UsageException">It is no JSON object, or a field cannot be used.</exception>
    public static Request Parse(string text)
    {
        try
        {
            return new Request(JsonText.Parse(text) as JsonObject ?? throw new UsageException("the request is no JSON object"));
        }
        catch (JsonException fault)
        {
            throw new UsageException($"the request is no JSON: {JsonFault.Describe(fault)}");
        }
    }

    /// <summary>Metrics, repeats and seed; what is left out has its default.</summary>
    /// <param name="repeats">Default of the repeats.</param>
    /// <param name="metric">Default of the metrics. Default: <c>swap</c>.</param>
    public EvaluationOptions Options(int repeats, string metric = "swap")
    {
        if (Take("options") is not { } given) return new EvaluationOptions { Metrics = [metric], Repeats = repeats };
        if (given.DeepClone() is not JsonObject fields) throw new UsageException("options is no JSON object");
        fields.TryAdd("schemaVersion", EvaluationJson.SchemaVersion);
        fields.TryAdd("repeats", repeats);
        fields.TryAdd("metrics", new JsonArray(metric));
        return EvaluationJson.ReadOptions(fields.ToJsonString());
    }

    /// <summary>μ and σ of the options; those left out come from the sizes of the space.</summary>
    public RegularizationChoice Regularization => new(Penalty("mu"), Penalty("sigma"));

    /// <summary>The first of some fields that the request has; null where it has none of them.</summary>
    /// <param name="names">Names of fields; of a field of the options <c>options.NAME</c>.</param>
    public string? Sets(params string[] names) => names.FirstOrDefault(
        name => name.Split('.') is [var outer, var inner] ? (_fields[outer] as JsonObject)?[inner] is not null : _fields[name] is not null);

    /// <summary>A text; null where the field is left out.</summary>
    public string? Text(string name) => Take(name) is { } value ? Value<string>(value, name) : null;

    /// <summary>A number; null where the field is left out.</summary>
    public double? Number(string name) => Take(name) is { } value ? Value<double>(value, name) : null;

    /// <summary>A whole number; null where the field is left out.</summary>
    public long? Whole(string name) => Take(name) is { } value ? Value<long>(value, name) : null;

    /// <summary>Texts; null where the field is left out.</summary>
    public IReadOnlyList<string>? Texts(string name) => Take(name) is { } value ? Items<string>(value, name) : null;

    /// <summary>Numbers; null where the field is left out.</summary>
    public IReadOnlyList<double>? Numbers(string name) => Take(name) is { } value ? Items<double>(value, name) : null;

    /// <summary>Refuses fields that nobody has asked for.</summary>
    /// <exception cref="UsageException">There are some.</exception>
    public void RequireNoOther()
    {
        if (_fields.Select(field => field.Key).FirstOrDefault(name => !_known.Contains(name)) is { } unknown)
            throw new UsageException($"the request has an unknown field '{unknown}'", Spelling.Hint(unknown, [.. _known.Order(StringComparer.Ordinal)]));
    }

    private JsonNode? Take(string name)
    {
        _known.Add(name);
        return _fields[name];
    }

    private double? Penalty(string name) => Take("options") is JsonObject options && options[name] is { } value ? Value<double>(value, $"options.{name}") : null;

    private static List<T> Items<T>(JsonNode node, string name) => node is JsonArray array
        ? [.. array.Select((item, i) => item is null ? throw new UsageException($"{name}[{i}] is null") : Value<T>(item, $"{name}[{i}]"))]
        : throw new UsageException($"{name} is no list");

    private static T Value<T>(JsonNode node, string name)
    {
        try
        {
            return node.GetValue<T>();
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException)
        {
            throw new UsageException($"{name} is {node.ToJsonString()}, which is no {(typeof(T) == typeof(string) ? "text" : typeof(T) == typeof(double) ? "number" : "whole number")}");
        }
    }
}
