using System.Text.Json.Nodes;
using SwapScore.Cli.Commands;
using SwapScore.Cli.Output;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Studies;

namespace SwapScore.Cli.Studying;

/// <summary>Runs studies for a command: reads what they need, shows progress, keeps rows, and says how to go on after an interruption.</summary>
internal sealed class StudySession(CommandOutput run, CommandContext context)
{
    /// <summary>What a study found, with the options as resolved and the samples.</summary>
    public sealed record Outcome(StudyReport Report, EvaluationOptions Options, Batch Batch);

    /// <returns>Null when the user stopped the study; what was done is saved and the user told how to go on.</returns>
    public async Task<Outcome?> RunAsync(StudyJob job)
    {
        var prepared = PreparedStudy.Of(job, context.Workflows);
        var (definition, _, studied, batch) = prepared;
        if (prepared.Entries.Doubled is [var doubled, ..] all)
            run.Messages.Warning($"{all.Count} rows of the table hold an architecture that an earlier row holds, such as rows {doubled.Earlier} and {doubled.Row}; all are studied");
        using var folder = job.Folder is { } output ? RunFolder.Open(output) : null;
        using var store = job.Files is { } files ? StudyStore.Open(files, definition, studied, job.Start) : null;
        folder?.Begin(Environment(job, batch));
        if (store?.Restored.Count > 0) run.Messages.Note($"resuming: {store.Restored.Count} of {studied.Count} architectures are done");

        var runner = new StudyRunner(context.Workflows.CreateEvaluator(batch, job.Threads), context.Workflows.Clock);
        if (await RunAsync(runner, definition, studied, store).ConfigureAwait(false) is not { } report) return null;
        report = prepared.WithUnusable(report);
        if (folder is not null) run.WriteFile(() => folder.WriteReport(StudyReportJson.WithoutSeconds(report)));
        return new Outcome(report, prepared.Options, batch);
    }

    private async Task<StudyReport?> RunAsync(StudyRunner runner, StudyDefinition definition, IReadOnlyList<StudyEntry> studied, StudyStore? store)
    {
        var done = 0;
        try
        {
            return await run.Progress.RunAsync(progress => runner.RunAsync(
                definition, studied, store, new Counter(progress, now => done = now), context.Interruption.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.Interruption.Token.IsCancellationRequested)
        {
            run.Messages.Interrupted(
                done, studied.Count, "architectures", store is null ? null : CommandText.ToResume(context.Arguments), "give --rows FILE or --output DIR to be able to resume");
            return null;
        }
    }

    private JsonObject Environment(StudyJob job, Batch batch)
    {
        var json = MachineFacts.ForRun(context.Workflows, batch, job.Threads);
        json["truth"] = job.Truth;
        return json;
    }

    private sealed class Counter(IProgress<WorkProgress> next, Action<int> count) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            count(value.Done);
            next.Report(value);
        }
    }
}
