using System.Diagnostics;

namespace SwapScore.Evaluation;

/// <summary>Seconds since the last time it was asked. Only ever reported, never computed with.</summary>
internal struct PhaseClock()
{
    private long _start = Stopwatch.GetTimestamp();

    public double Lap()
    {
        var now = Stopwatch.GetTimestamp();
        var seconds = Stopwatch.GetElapsedTime(_start, now).TotalSeconds;
        _start = now;
        return seconds;
    }
}
