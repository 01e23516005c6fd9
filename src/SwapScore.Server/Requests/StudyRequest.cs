using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Server.Jobs;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows;
using SwapScore.Workflows.Studies;

namespace SwapScore.Server.Requests;

/// <summary>A study: how well metrics rank trained networks.</summary>
/// <param name="Space">Name of the space.</param>
/// <param name="Task">Name of the task. Default: the first one of the space.</param>
/// <param name="Truth">Table of trained networks: the name of a file that was sent. Default: the published table, where the service has it.</param>
/// <param name="Metrics">Metrics and aggregates to report. Default: <c>swap</c>.</param>
/// <param name="Options">Options of scores, without metrics.</param>
/// <param name="Samples">The samples. Default: those of the task beside a published table, else the built-in ones.</param>
/// <param name="Limit">Rows of the table that are studied, from the first usable one. Default: all.</param>
/// <param name="SkipInvalid">Whether unusable rows are left out instead of stopping the study. Default: false.</param>
/// <param name="Choosing">Whether the statistics for choosing networks have intervals and tables. Default: false.</param>
internal sealed record StudyRequest(
    string Space,
    string? Task = null,
    string? Truth = null,
    IReadOnlyList<string>? Metrics = null,
    JsonObject? Options = null,
    SampleChoice? Samples = null,
    int? Limit = null,
    bool SkipInvalid = false,
    bool Choosing = false) : JobRequest
{
    public override JobWork Prepare(RequestContext context)
    {
        var kind = StudyKind.Find(Space);
        var space = SearchSpaces.Find(Space, context.Workflows.Spaces);
        var task = SearchSpaces.FindTask(space, Task);
        var metrics = ScoringChoice.ReadMetrics(Metrics, task);
        string[] columns = [.. metrics.Computed().Union(kind.Metrics)];
        var evaluation = ScoringChoice.ReadOptions(Options, columns.DefaultIfEmpty(StudyRunner.Baselines[0]));
        var options = new StudyOptions
        {
            Kind = kind,
            Space = space,
            Task = task,
            Truth = Truth is null ? Published(kind, context) : context.Files.Find(Truth),
            Samples = SampleChoice.Read(Samples, task, context, isOfTask: Truth is null),
            Evaluation = evaluation,
            Regularization = ScoringChoice.ReadRegularization(Options, evaluation),
            Columns = columns,
            Aggregates = [.. metrics.Where(metric => metric.IsAggregate)],
            HasChoice = Choosing,
            Threads = context.Threads,
            Limit = Limit,
            SkipInvalid = SkipInvalid,
            Start = RunStart.Resume,
        }.Validated();
        return async site =>
        {
            var outcome = await context.Workflows.StudyAsync(options with { Folder = site.Run }, site.Progress, site.Notes, site.Cancellation);
            return new JobResult(outcome.Document, outcome.CreatePage(JsonText.Line(ToJson())));
        };
    }

    private static string Published(StudyKind kind, RequestContext context) => kind.FindTable(context.Data)
        ?? throw new UsageException($"the service has no table of trained networks of {kind.Space}", "send one to /api/v1/files and name it in the field truth");
}
