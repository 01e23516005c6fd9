using System.Globalization;

namespace SwapScore.Cli.Progress;

/// <summary>A line at every tenth of the work, for a log; at most one in three seconds, so short work prints none.</summary>
internal sealed class ProgressMilestones(TextWriter error, TimeProvider clock) : ProgressDisplay
{
    private const double SecondsBetweenLines = 3;

    private long _started = clock.GetTimestamp();
    private long _last = clock.GetTimestamp();
    private int _tenth;

    protected override void Show(WorkProgress value)
    {
        var reached = value.Total == 0 ? 10 : (int)(10L * value.Done / value.Total);
        if (reached <= _tenth || clock.GetElapsedTime(_last).TotalSeconds < SecondsBetweenLines) return;
        (_tenth, _last) = (reached, clock.GetTimestamp());
        var unit = Words.Unit.Length > 0 ? $" {Words.Unit}" : "";
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Words.Done} {value.Done} of {value.Total}{unit} ({10 * _tenth} %), {clock.GetElapsedTime(_started).TotalSeconds:0} s{(value.Note is { } note ? $"; {note}" : "")}"));
    }

    public override void Pause() => (_started, _last, _tenth) = (clock.GetTimestamp(), clock.GetTimestamp(), 0);
}
