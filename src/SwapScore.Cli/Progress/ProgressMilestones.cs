using System.Globalization;

namespace SwapScore.Cli.Progress;

/// <summary>A line every five seconds, for a log: per cent done, time spent and time left. Short work prints none.</summary>
internal sealed class ProgressMilestones(TextWriter error, TimeProvider clock) : ProgressDisplay
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private long _started = clock.GetTimestamp();
    private long _last = clock.GetTimestamp();

    protected override void Show(WorkProgress value)
    {
        if (clock.GetElapsedTime(_last) < BetweenLines) return;
        _last = clock.GetTimestamp();
        var elapsed = clock.GetElapsedTime(_started);
        var unit = Words.Unit.Length > 0 ? $" {Words.Unit}" : "";
        var share = value.Total == 0 ? 1 : (double)value.Done / value.Total;
        var left = value.Done == 0 || share >= 1 ? "" : $", about {Duration(elapsed * (1 / share - 1))} left";
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Words.Done} {value.Done} of {value.Total}{unit} ({Math.Floor(100 * share)} %), {Duration(elapsed)}{left}{(value.Note is { } note ? $"; {note}" : "")}"));
    }

    public override void Pause() => (_started, _last) = (clock.GetTimestamp(), clock.GetTimestamp());

    private static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h"),
    };
}
