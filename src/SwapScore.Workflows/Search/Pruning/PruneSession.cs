using SwapScore.Search;
using SwapScore.Search.Pruning;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Search.Pruning;

/// <summary>Finds an architecture by pruning a super-network, with its history in a folder from which it can be resumed.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class PruneSession(WorkflowContext workflows)
{
    /// <summary>Runs a pruning search, or the rest of one.</summary>
    /// <param name="options">What is pruned, and where it is kept.</param>
    /// <param name="progress">Is told after every measured network.</param>
    /// <param name="notes">Is told what an earlier run had done.</param>
    /// <param name="cancellation">Stops after the measurements in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">The search was stopped; it says how far it was and whether it can be resumed.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public async Task<PruneOutcome> RunAsync(
        PruneSessionOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();
        var settings = Resolve(options);
        using var history = options.Folder is { } folder
            ? SearchHistory.OpenPruning(folder, PruneDocuments.Configuration(settings), MachineFacts.ForRun(workflows, settings.Batch, settings.Threads), options.Start)
            : null;
        await using var evaluator = workflows.OpenEvaluator(settings.Batch, settings.Threads);
        var search = new PruningSearch(settings.Space, settings.Task, evaluator, settings.Options, settings.Batch.Fingerprint);
        if (history?.Restored > 0) notes.Inform($"resuming: {history.Restored} of {search.Measurements} networks are measured");
        var rounds = new List<PruningRound>();
        try
        {
            await foreach (var round in search.RunAsync(history, progress, cancellation).ConfigureAwait(false))
                rounds.Add(round);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new WorkInterruptedException(search.Measured, search.Measurements, "networks", isKept: history is not null, history?.Folder, cancellation);
        }

        var outcome = new PruneOutcome(settings, search, rounds, history?.Folder);
        if (history is null) return outcome;
        var files = new FinalFiles();
        files.Write(() => history.WriteResult(outcome.Document));
        outcome.FileFaults = files.Faults;
        return outcome;
    }

    private PruneSettings Resolve(PruneSessionOptions options)
    {
        var batch = workflows.LoadBatch(options.Samples);
        return batch.Shape.Rows >= PruningSearch.SmallestSide && batch.Shape.Columns >= PruningSearch.SmallestSide
            ? new PruneSettings(options.Space, options.Task, options.Pruning, batch, options.Threads)
            : throw new UsageException(
                $"images of {batch.Shape} are too small: linear regions are those of crops of {PruningSearch.SmallestSide}×{PruningSearch.SmallestSide} pixels");
    }
}
