using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Values;

namespace SwapScore.Json;

/// <summary>From text to layouts to values; everything unexpected is an <see cref="InputException"/> of one line.</summary>
internal static class LayoutReader
{
    public const string Batch = "batch";
    public const string Running = "running";
    public const string All = "all";
    public const string Published = "published";

    /// <summary>Reads a whole document.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="type">Its layout.</param>
    /// <param name="what">What it should be, for messages.</param>
    public static TLayout Read<TLayout>(string text, JsonTypeInfo<TLayout> type, string what)
        where TLayout : DocumentLayout
    {
        TLayout layout;
        try
        {
            layout = JsonSerializer.Deserialize(text, type) ?? throw new InputException($"the {what} is null", "expected a JSON object");
        }
        catch (JsonException fault)
        {
            var place = fault.Path is { Length: > 1 } path ? $" at {path.TrimStart('$', '.')}" : "";
            throw new InputException($"the {what} is not what docs/reference/json.md describes{place}", fault.Path is { Length: > 1 } ? "check the value" : "check that it is one JSON object", fault);
        }

        return layout.SchemaVersion switch
        {
            EvaluationJson.SchemaVersion => layout,
            null => throw new InputException($"the {what} has no schemaVersion", $"this version reads schemaVersion {EvaluationJson.SchemaVersion}"),
            var other => throw new InputException($"the {what} has schemaVersion {other}", $"this version reads schemaVersion {EvaluationJson.SchemaVersion}"),
        };
    }

    public static EvaluationOptions Options(OptionsLayout layout)
    {
        RequireKnown(layout, LayoutContext.Exact.OptionsLayout, "options");
        var standard = new EvaluationOptions();
        return new EvaluationOptions
        {
            Metrics = layout.Metrics ?? standard.Metrics,
            Repeats = layout.Repeats ?? standard.Repeats,
            Seed = layout.Seed ?? standard.Seed,
            Mu = layout.Mu ?? standard.Mu,
            Sigma = layout.Sigma ?? standard.Sigma,
            Initializer = layout.Initializer,
            Device = layout.Device is null ? standard.Device
                : ComputeDevice.TryParse(layout.Device, out var device) ? device
                : throw new InputException($"options.device is '{layout.Device}'", "expected cpu or cuda:N"),
            BackEnd = layout.BackEnd switch
            {
                null or "engine" => GradientBackEnd.Engine,
                "libtorch" => GradientBackEnd.Libtorch,
                var other => throw new InputException($"options.backEnd is '{other}'", "expected engine or libtorch"),
            },
            Model = layout.Model is { } model ? Model(model) : null,
        };
    }

    public static EvaluationRequest Request(RequestLayout layout)
    {
        RequireKnown(layout, LayoutContext.Exact.RequestLayout, "request");
        var batch = Require(layout.Batch, "batch", "request");
        RequireKnown(batch, LayoutContext.Exact.BatchLayout, "batch");
        return new EvaluationRequest(
            Require(layout.Space, "space", "request"),
            Require(layout.Architecture, "architecture", "request"),
            Options(layout.Options ?? new OptionsLayout()),
            Require(batch.Fingerprint, "fingerprint", "batch"))
        {
            Task = layout.Task,
        };
    }

    public static EvaluationResult Result(ResultLayout layout)
    {
        RequireKnown(layout, LayoutContext.Exact.ResultLayout, "result");
        return new EvaluationResult
        {
            Request = Request(Require(layout.Request, "request", "result")),
            Failure = layout.Failure,
            Remedy = layout.Remedy is { } remedy ? Remedy(remedy) : null,
            Parameters = layout.Parameters ?? 0,
            Flops = layout.Flops ?? 0,
            IsCutOff = layout.CutOff ?? false,
            KeepsTrainedNumbers = layout.TrainedNumbersRemain ?? false,
            Metrics = ValueDictionary<MetricScore>.Create((layout.Metrics ?? []).Select(pair => KeyValuePair.Create(pair.Key, Score(pair.Value, pair.Key)))),
            Undefined = ValueDictionary<string>.Create(layout.Undefined ?? []),
            Notes = [.. layout.Notes ?? []],
            Seconds = Seconds(layout.Seconds ?? new SecondsLayout()),
        };
    }

    /// <summary>A remedy of a kind that this version does not know is advice: its words say what to do.</summary>
    private static Remedy Remedy(RemedyLayout layout)
    {
        RequireKnown(layout, LayoutContext.Exact.RemedyLayout, "remedy");
        var kind = Enum.GetValues<RemedyKind>().FirstOrDefault(kind => string.Equals(kind.ToString(), layout.Kind, StringComparison.OrdinalIgnoreCase));
        return SwapScore.Remedy.Restore(kind, Require(layout.Words, "words", "remedy"), layout.Subject, layout.Otherwise, layout.Least, layout.Most);
    }

    private static ModelRunOptions Model(ModelLayout layout)
    {
        RequireKnown(layout, LayoutContext.Exact.ModelLayout, "model");
        return new ModelRunOptions
        {
            Normalization = layout.Normalization switch
            {
                null or Batch => NormalizationMode.Batch,
                Running => NormalizationMode.Running,
                var other => throw new InputException($"model.normalization is '{other}'", $"expected {Batch} or {Running}"),
            },
            PublishedActivationsOnly = layout.Activations switch
            {
                null or All => false,
                Published => true,
                var other => throw new InputException($"model.activations is '{other}'", $"expected {All} or {Published}"),
            },
        };
    }

    private static MetricScore Score(ScoreLayout layout, string metric)
    {
        RequireKnown(layout, LayoutContext.Exact.ScoreLayout, metric);
        return new MetricScore(Require(layout.Values, "values", metric), layout.LogMean);
    }

    private static EvaluationSeconds Seconds(SecondsLayout layout)
    {
        RequireKnown(layout, LayoutContext.Exact.SecondsLayout, "seconds");
        return new EvaluationSeconds
        {
            Build = layout.Build ?? 0,
            Initialize = layout.Initialize ?? 0,
            Forward = layout.Forward ?? 0,
            Observe = layout.Observe ?? 0,
        };
    }

    private static void RequireKnown<TLayout>(TLayout layout, JsonTypeInfo<TLayout> type, string what)
        where TLayout : Layout
    {
        if (layout.Unknown?.Keys.FirstOrDefault() is not { } unknown) return;
        var known = type.Properties.Where(property => !property.IsExtensionData).Select(property => property.Name).ToList();
        throw new InputException($"{what} has no field '{unknown}'", Spelling.Hint(unknown, known));
    }

    private static T Require<T>(T? value, string field, string what)
        where T : class => value ?? throw new InputException($"{what} has no field '{field}'", "see docs/reference/json.md");
}
