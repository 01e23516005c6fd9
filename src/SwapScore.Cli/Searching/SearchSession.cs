using System.Globalization;
using SwapScore.Cli.Commands;
using SwapScore.Cli.Output;
using SwapScore.Search;
using SwapScore.Workflows.Search;

namespace SwapScore.Cli.Searching;

/// <summary>Runs a search for a command: shows progress, keeps the history, and says how to go on after an interruption.</summary>
internal sealed class SearchSession(CommandOutput run, CommandContext context)
{
    private const double SecondsBetweenRates = 0.5;

    /// <summary>A search that has run, and what it scored with the fitness it then had.</summary>
    public sealed record Outcome(ArchitectureSearch Search, IReadOnlyList<CandidateScored> Scored);

    /// <returns>Null when the user stopped the search; what was done is saved and the user told how to go on.</returns>
    public async Task<Outcome?> RunAsync(SearchSettings settings, SearchHistory? history)
    {
        var workflows = context.Workflows;
        var scoring = new SearchScoring(
            settings.Space, settings.Task, workflows.CreateEvaluator(settings.Batch, settings.Threads), settings.Options,
            (settings.Batch.Shape, settings.Batch.Fingerprint));
        var search = new ArchitectureSearch(settings.Space, scoring, settings.Fitness, settings.Search, clock: workflows.Clock);
        history?.Restore(scoring, search);
        if (history?.Restored > 0) run.Messages.Note($"resuming: {history.Restored} of {settings.Evaluations} architectures are scored");
        var scored = new List<CandidateScored>();
        try
        {
            await run.Progress.RunAsync(async progress =>
            {
                var started = workflows.Clock.GetTimestamp();
                var (shown, note, restored) = (0.0, "scoring", history?.Restored ?? 0);
                await foreach (var happened in search.RunAsync(context.Interruption.Token).ConfigureAwait(false))
                {
                    history?.Append(happened);
                    if (happened is not CandidateScored { Candidate: var candidate } one) continue;
                    scored.Add(one);
                    var seconds = workflows.Clock.GetElapsedTime(started).TotalSeconds;
                    if (seconds - shown > SecondsBetweenRates)
                        (shown, note) = (seconds, Note(settings.Fitness.Of(search.Best!), Math.Max(0, candidate.Number - restored) / seconds));
                    progress.Report(settings.Search.Time is { } time && seconds / time.TotalSeconds > (double)candidate.Number / settings.Evaluations
                        ? new WorkProgress((int)seconds, (int)Math.Ceiling(time.TotalSeconds), $"{candidate.Number} scored, {note}")
                        : new WorkProgress(candidate.Number, settings.Evaluations, note));
                }

                return 0;
            }).ConfigureAwait(false);
            return new Outcome(search, scored);
        }
        catch (OperationCanceledException) when (context.Interruption.Token.IsCancellationRequested)
        {
            run.Messages.Interrupted(
                scoring.Candidates.Count, settings.Evaluations, "architectures",
                history is null ? null : CommandText.ToResume(CommandText.WithFolder(context.Arguments, history.Folder)),
                "leave out --no-output, or give --output DIR, to be able to resume");
            return null;
        }
    }

    private static string Note(double best, double rate) => string.Create(CultureInfo.InvariantCulture, $"best {best:F3}, {rate:F0} a second");
}
