using System.Text.Json;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Json;

/// <summary>From values to layouts.</summary>
internal static class LayoutWriter
{
    public static TLayout AsDocument<TLayout>(this TLayout layout)
        where TLayout : DocumentLayout
    {
        layout.SchemaVersion = EvaluationJson.SchemaVersion;
        return layout;
    }

    public static OptionsLayout Layout(EvaluationOptions options) => new()
    {
        Metrics = [.. options.Metrics],
        Repeats = options.Repeats,
        Seed = options.Seed,
        Mu = options.Mu,
        Sigma = options.Sigma,
        Initializer = options.Initializer,
        Device = options.Device.ToString(),
        BackEnd = options.BackEnd == GradientBackEnd.Libtorch ? "libtorch" : null,
        Model = options.Model is { } model ? Layout(model) : null,
    };

    public static BatchLayout Layout(Batch batch) => new()
    {
        Source = batch.Source,
        Size = batch.Size,
        Shape = batch.Shape.ToString(),
        Fingerprint = batch.Fingerprint,
    };

    public static RequestLayout Layout(EvaluationRequest request) => new()
    {
        Space = request.Space,
        Task = request.Task,
        Architecture = request.Architecture,
        Batch = new BatchLayout { Fingerprint = request.BatchFingerprint },
        Options = Layout(request.Options),
    };

    public static ResultLayout Layout(EvaluationResult result) => new()
    {
        Request = Layout(result.Request),
        Failure = result.Failure,
        Remedy = result.Remedy is { } remedy ? Layout(remedy) : null,
        Parameters = result.Parameters,
        Flops = result.Flops,
        CutOff = result.IsCutOff,
        TrainedNumbersRemain = result.KeepsTrainedNumbers ? true : null,
        Metrics = result.Metrics.ToDictionary(pair => pair.Key, pair => Layout(pair.Value)),
        Undefined = result.Undefined.Count == 0 ? null : result.Undefined.ToDictionary(),
        Notes = result.Notes.Count == 0 ? null : [.. result.Notes],
        Seconds = new SecondsLayout
        {
            Build = result.Seconds.Build,
            Initialize = result.Seconds.Initialize,
            Forward = result.Seconds.Forward,
            Observe = result.Seconds.Observe,
        },
    };

    public static ScoreLayout Layout(MetricScore score) => new() { Values = [.. score.Values], LogMean = score.LogMean };

    private static RemedyLayout Layout(Remedy remedy) => new()
    {
        Kind = JsonNamingPolicy.CamelCase.ConvertName(remedy.Kind.ToString()),
        Words = remedy.Words,
        Subject = remedy.Subject,
        Otherwise = remedy.Otherwise,
        Least = remedy.Least,
        Most = remedy.Most,
    };

    private static ModelLayout Layout(ModelRunOptions model) => new()
    {
        Normalization = model.Normalization == NormalizationMode.Batch ? LayoutReader.Batch : LayoutReader.Running,
        Activations = model.PublishedActivationsOnly ? LayoutReader.Published : LayoutReader.All,
    };
}
