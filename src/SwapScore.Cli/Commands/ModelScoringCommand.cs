using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Metrics.Aggregates;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Cli.Commands;

/// <summary>Ranks models in files: <c>swapscore score a.onnx b.onnx models/</c>.</summary>
internal sealed class ModelScoringCommand(SharedOptions shared, ModelOptions models, CommandContext context)
{
    public async Task<ExitCode> RunAsync(ParseResult parsed, CommandOutput run, IReadOnlyList<string> paths)
    {
        var report = shared.ReadReport(parsed);
        var threads = shared.ReadThreads(parsed);
        var hasRepeats = parsed.GetResult(shared.Repeats) is { Implicit: false };
        var columns = MetricExpression.ParseAll(ModelScoringOptions.Expand(parsed.GetRequiredValue(shared.Metric)), MetricCatalog.Standard);
        var options = new ModelScoringOptions
        {
            Paths = [.. paths],
            Columns = columns,
            Evaluation = models.AddTo(
                shared.ReadScoring(
                    parsed,
                    columns.Computed(),
                    hasRepeats ? parsed.GetRequiredValue(shared.Repeats) : ModelScoringOptions.StandardRepeats),
                parsed),
            Regularization = shared.ReadRegularization(parsed),
            Data = parsed.GetRequiredValue(shared.Data),
            Samples = models.ReadSamples(parsed, shared),
            Vocabulary = parsed.GetValue(shared.Vocabulary),
            Threads = threads,
        };
        var notes = new LateNotes();
        var outcome = await run.RunAsync(() => run.Workflows.ScoreModelsAsync(options, run.Progress, notes, context.Interruption.Token)).ConfigureAwait(false);
        run.WriteReport(report, () => outcome.CreatePage(CommandText.ToRepeat(context.Arguments)));
        return run.Write(outcome, threads, notes, context.Interruption);
    }
}
