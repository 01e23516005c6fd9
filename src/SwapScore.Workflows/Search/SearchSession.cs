using System.Globalization;
using SwapScore.Search;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Search;

/// <summary>Runs a search for an architecture, with its history in a folder from which it can be resumed.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class SearchSession(WorkflowContext workflows)
{
    private const double SecondsBetweenRates = 0.5;

    /// <summary>Runs a search, or the rest of one.</summary>
    /// <param name="options">What is searched, and where it is kept.</param>
    /// <param name="progress">Is told after every architecture.</param>
    /// <param name="notes">Is told what an earlier run had done.</param>
    /// <param name="cancellation">Stops after the evaluations in progress; what is finished is kept.</param>
    /// <exception cref="WorkInterruptedException">The search was stopped; it says how far it was and whether it can be resumed.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or files cannot be read or written.</exception>
    public async Task<SearchOutcome> RunAsync(
        SearchSessionOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();
        var settings = SearchSettings.Resolve(options, workflows);
        using var history = options.Folder is { } folder
            ? SearchHistory.Open(
                folder, SearchDocuments.Configuration(settings), MachineFacts.ForRun(workflows, settings.Batch, settings.Threads), options.Start,
                measuresLatency: settings.Search.MeasuresLatency)
            : null;
        await using var evaluator = workflows.OpenEvaluator(settings.Batch, settings.Threads);
        var scoring = new SearchScoring(
            settings.Space, settings.Task, evaluator, settings.Options, (settings.Batch.Shape, settings.Batch.Fingerprint));
        var search = new ArchitectureSearch(settings.Space, scoring, settings.Fitness, settings.Search, settings.Latency is { } latency ? latency.Seconds : null, workflows.Clock);
        if (history?.Restored > 0) notes.Inform($"resuming: {history.Restored} of {settings.Evaluations} architectures are scored");
        try
        {
            var scored = await RunAsync(settings, search, history, progress, cancellation).ConfigureAwait(false);
            var latencies = LatencyCheck.Measure(settings, search, cancellation);
            var outcome = new SearchOutcome(settings, search, scored, latencies, history?.Folder);
            if (history is null) return outcome;
            var files = new FinalFiles();
            files.Write(() => history.WriteResult(outcome.Document));
            if (options.ExportsFront) files.Write(() => FrontFiles.Write(history.Folder, settings, search, notes, cancellation));
            outcome.FileFaults = files.Faults;
            return outcome;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new WorkInterruptedException(
                scoring.Candidates.Count, settings.Evaluations, "architectures", isKept: history is not null, history?.Folder, cancellation);
        }
    }

    private async Task<List<CandidateScored>> RunAsync(
        SearchSettings settings, ArchitectureSearch search, SearchHistory? history, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var scored = new List<CandidateScored>();
        var started = workflows.Clock.GetTimestamp();
        var (shown, note, restored) = (0.0, "scoring", history?.Restored ?? 0);
        await foreach (var one in search.RunAsync(history, cancellation).ConfigureAwait(false))
        {
            scored.Add(one);
            var candidate = one.Candidate;
            var seconds = workflows.Clock.GetElapsedTime(started).TotalSeconds;
            if (seconds - shown > SecondsBetweenRates)
                (shown, note) = (seconds, Describe(settings.Fitness.Of(search.Best!), Math.Max(0, candidate.Number - restored) / seconds));
            progress?.Report(settings.Search.Time is { } time && seconds / time.TotalSeconds > (double)candidate.Number / settings.Evaluations
                ? new WorkProgress((int)seconds, (int)Math.Ceiling(time.TotalSeconds), $"{candidate.Number} scored, {note}")
                : new WorkProgress(candidate.Number, settings.Evaluations, note));
        }

        return scored;
    }

    private static string Describe(double best, double rate) => string.Create(CultureInfo.InvariantCulture, $"best {best:G6}, {rate:F0} a second");
}
