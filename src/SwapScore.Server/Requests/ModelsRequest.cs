using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Onnx.Samples;
using SwapScore.Server.Jobs;
using SwapScore.Storage;
using SwapScore.Workflows;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Server.Requests;

/// <summary>Models in ONNX files to rank.</summary>
/// <param name="Models">The models: files that were sent, whose names end in <c>.onnx</c>.</param>
/// <param name="Photographs">Photographs that they are scored on: files that were sent. Default: the built-in images.</param>
/// <param name="Metrics">Metrics and aggregates; the first one ranks. Default: <c>swap</c>.</param>
/// <param name="Options">Options of scores, without metrics. Default: 4 repeats.</param>
/// <param name="Count">Number of samples, 1 … 1,024. Default: all photographs, or 16.</param>
/// <param name="Side">Side of images where a model leaves it free. Default: 224.</param>
internal sealed record ModelsRequest(
    IReadOnlyList<NamedFile> Models,
    IReadOnlyList<NamedFile>? Photographs = null,
    IReadOnlyList<string>? Metrics = null,
    JsonObject? Options = null,
    int? Count = null,
    int? Side = null) : JobRequest
{
    private const int MostModels = 1_000;
    private const int MostSamples = 1_024;
    private const string Extension = ".onnx";

    public override JobWork Prepare(RequestContext context)
    {
        Require(context.Files);
        var columns = MetricExpression.ParseAll(ModelScoringOptions.Expand(Metrics ?? ["swap"]), MetricCatalog.Standard);
        var evaluation = ScoringChoice.ReadOptions(Options, columns.Computed(), ModelScoringOptions.StandardRepeats);
        return async site =>
        {
            var folder = Path.Combine(site.Run, "sent");
            var (models, photographs) = (Path.Combine(folder, "models"), Path.Combine(folder, "photographs"));
            try
            {
                NamedFile.PutInto(models, Models, context.Files);
                NamedFile.PutInto(photographs, Photographs ?? [], context.Files);
                var options = new ModelScoringOptions
                {
                    Paths = [.. Models.Select(model => Path.Combine(models, model.Name))],
                    Root = folder,
                    Columns = columns,
                    Evaluation = evaluation,
                    Regularization = ScoringChoice.ReadRegularization(Options, evaluation),
                    Data = Photographs is { Count: > 0 } ? photographs : DataSource.BuiltIn,
                    Samples = new SampleOptions { Count = Count ?? Math.Min(Photographs is { Count: > 0 and var all } ? all : new SampleOptions().Count, MostSamples), Side = Side },
                    Threads = context.Threads,
                };
                var outcome = await context.Workflows.ScoreModelsAsync(options, site.Progress, site.Notes, site.Cancellation);
                return new JobResult(outcome.Document, outcome.CreatePage(JsonText.Line(ToJson())));
            }
            finally
            {
                if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            }
        };
    }

    private void Require(SentFiles files)
    {
        if (Models.Count is < 1 or > MostModels) throw new UsageException($"models are 1 … {MostModels}, not {Models.Count}", $"send {Extension} files to /api/v1/files and name them in the field models");
        if (Count is < 1 or > MostSamples) throw new UsageException($"samples are 1 … {MostSamples}, not {Count}");
        if (Side is < 1) throw new UsageException($"the side is at least 1, not {Side}");
        NamedFile.Require(Models, files);
        NamedFile.Require(Photographs ?? [], files);
        if (Models.FirstOrDefault(model => !model.Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)) is { } other)
            throw new UsageException($"{PrintableText.Escape(other.Name)} is no {Extension} file", "export the model to ONNX");
    }
}
