using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Server.Jobs;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows;
using SwapScore.Workflows.Scoring;

namespace SwapScore.Server.Requests;

/// <summary>Architectures to rank.</summary>
/// <param name="Space">Name of their space.</param>
/// <param name="Task">Name of the task. Default: the first one of the space.</param>
/// <param name="Architectures">Their names or texts. Default: the named ones of the space.</param>
/// <param name="Metrics">Metrics and aggregates; the first one ranks. Default: <c>swap</c>.</param>
/// <param name="Options">Options of scores, without metrics.</param>
/// <param name="Samples">The samples.</param>
internal sealed record ScoreRequest(
    string Space,
    string? Task = null,
    IReadOnlyList<string>? Architectures = null,
    IReadOnlyList<string>? Metrics = null,
    JsonObject? Options = null,
    SampleChoice? Samples = null) : JobRequest
{
    public override JobWork Prepare(RequestContext context)
    {
        var space = SearchSpaces.Find(Space, context.Workflows.Spaces);
        var task = SearchSpaces.FindTask(space, Task);
        var columns = ScoringChoice.ReadMetrics(Metrics, task);
        var evaluation = ScoringChoice.ReadOptions(Options, columns.Computed());
        var options = new ScoringOptions
        {
            Space = space,
            Task = task,
            Entries = Architectures is { } texts ? NetworkEntry.FromTexts(space, texts) : NetworkEntry.Named(space),
            Samples = SampleChoice.Read(Samples, task, context),
            Evaluation = evaluation,
            Columns = columns,
            Regularization = ScoringChoice.ReadRegularization(Options, evaluation),
            Threads = context.Threads,
        }.Validated();
        return async site =>
        {
            var outcome = await context.Workflows.ScoreAsync(options, site.Progress, site.Notes, site.Cancellation);
            return new JobResult(outcome.Document, outcome.CreatePage(JsonText.Line(ToJson())));
        };
    }
}
