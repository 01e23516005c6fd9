using System.Globalization;

namespace SwapScore.Cli.Progress;

/// <summary>A line at every tenth of the work, for a log; at most one in three seconds, so short work prints none.</summary>
internal sealed class ProgressMilestones(TextWriter error, TimeProvider clock) : ProgressDisplay
{
    private const double SecondsBetweenLines = 3;

    public override Task<T> RunAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work, ProgressWords? words = null)
    {
        words ??= ProgressWords.Scoring;
        var unit = words.Unit.Length > 0 ? $" {words.Unit}" : "";
        var started = clock.GetTimestamp();
        var last = started;
        var tenth = 0;
        return work(new Receiver(progress =>
        {
            var reached = progress.Total == 0 ? 10 : 10 * progress.Done / progress.Total;
            if (reached <= tenth || clock.GetElapsedTime(last).TotalSeconds < SecondsBetweenLines) return;
            tenth = reached;
            last = clock.GetTimestamp();
            error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{words.Done} {progress.Done} of {progress.Total}{unit} ({10 * tenth} %), {clock.GetElapsedTime(started).TotalSeconds:0} s{(progress.Note is { } note ? $"; {note}" : "")}"));
        }));
    }
}
