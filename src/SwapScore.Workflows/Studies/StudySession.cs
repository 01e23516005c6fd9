using SwapScore.Storage;
using SwapScore.Studies;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Studies;

/// <summary>Runs a study: how well metrics rank trained networks.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class StudySession(WorkflowContext workflows)
{
    /// <summary>Runs a study, or the rest of one.</summary>
    /// <param name="options">What is studied, and where it is kept.</param>
    /// <param name="progress">Is told after every architecture.</param>
    /// <param name="notes">Is told what an earlier run had done.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">The study was stopped; it says how far it was and whether it can be resumed.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public async Task<StudyOutcome> RunAsync(
        StudyOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();
        var rows = options.RowsFile;
        rows.Check(options.Start);
        var prepared = PreparedStudy.Create(options, workflows);
        if (prepared.Table.Entries.Doubled is [var doubled, ..] all)
            notes.Warn($"{all.Count} rows of the table hold an architecture that an earlier row holds, such as rows {doubled.Earlier} and {doubled.Row}; all are studied");
        using var folder = options.Folder is { } path ? RunFolder.Open(path) : null;
        using var store = rows.Open(prepared.Definition, prepared.Studied, options.Start);
        folder?.Begin(MachineFacts.ForRun(workflows, prepared.Batch, options.Threads, options.Truth));
        if (store?.Restored.Count > 0) notes.Inform($"resuming: {store.Restored.Count} of {prepared.Studied.Count} architectures are done");

        await using var evaluator = workflows.OpenEvaluator(prepared.Batch, options.Threads);
        var runner = new StudyRunner(evaluator, workflows.Clock) { HasChoiceIntervals = options.HasChoice, Threads = options.Threads };
        var counter = new ProgressCounter(progress);
        try
        {
            var report = prepared.WithUnusable(
                await runner.RunAsync(prepared.Definition, prepared.Studied, store, counter, cancellation).ConfigureAwait(false));
            var files = new FinalFiles();
            if (folder is not null) files.Write(() => folder.WriteReport(report.ToJsonWithoutSeconds()));
            files.Write(() => rows.Finish(report));
            return new StudyOutcome(report, prepared.Batch, options.Threads, [.. options.HasChoice ? ChoiceTables.Create(report) : [], .. options.Kind.Details(report)]) { FileFaults = files.Faults };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new WorkInterruptedException(counter.Done, prepared.Studied.Count, "architectures", isKept: store is not null, options.Folder, cancellation);
        }
    }
}
