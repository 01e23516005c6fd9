namespace SwapScore.Cli.Progress;

/// <summary>
/// A line every five seconds, for a log: per cent done, time spent and time left. Lines come by a timer, so that a network that takes minutes does not
/// silence them. Short work prints none.
/// </summary>
internal sealed class ProgressMilestones : ProgressDisplay
{
    private const double LeastShareOfEstimate = 0.01;

    // A little less than five seconds, looked at twice a second.
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(4.5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.5);

    private readonly Lock _lock = new();
    private readonly TextWriter _error;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private WorkProgress? _reported;
    private int? _first;
    private long _started;
    private long _last;

    public ProgressMilestones(TextWriter error, TimeProvider clock)
    {
        (_error, _clock, _started, _last) = (error, clock, clock.GetTimestamp(), clock.GetTimestamp());
        _timer = clock.CreateTimer(_ => Look(), null, BetweenLooks, BetweenLooks);
    }

    protected override void Show(WorkProgress value)
    {
        lock (_lock)
        {
            _reported = value;
            _first ??= value.Done;
            Write(value);
        }
    }

    public override void Pause()
    {
        lock (_lock)
            (_reported, _first, _started, _last) = (null, null, _clock.GetTimestamp(), _clock.GetTimestamp());
    }

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    private void Look()
    {
        lock (_lock)
            if (_reported is { } value) Write(value);
    }

    private void Write(WorkProgress value)
    {
        if (_clock.GetElapsedTime(_last) < BetweenLines) return;
        _last = _clock.GetTimestamp();
        var elapsed = _clock.GetElapsedTime(_started);
        var unit = Words.Unit.Length > 0 ? $" {Words.Unit}" : "";
        var share = value.Total == 0 ? 1 : (double)value.Done / value.Total;

        // The first piece of work is no measure of a thousand, and what an earlier run has done took none of this time.
        var here = value.Done - (_first ?? value.Done);
        var left = here <= 0 || here < LeastShareOfEstimate * value.Total || share >= 1 ? "" : $", about {Duration(elapsed * (value.Total - value.Done) / here)} left";
        _error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Words.Done} {value.Done} of {value.Total}{unit} ({Math.Floor(100 * share)} %), {Duration(elapsed)}{left}{(value.Note is { } note ? $"; {note}" : "")}"));
    }

    private static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h"),
    };
}
