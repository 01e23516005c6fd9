using System.Diagnostics;

namespace SwapScore.Evaluation;

/// <summary>Measures the phases of an evaluation. Its times are only ever reported, never computed with.</summary>
public struct PhaseClock()
{
    private long _start = Stopwatch.GetTimestamp();

    /// <summary>Seconds since the last lap, or since it was made; the next lap begins.</summary>
    public double Lap()
    {
        var now = Stopwatch.GetTimestamp();
        var seconds = Stopwatch.GetElapsedTime(_start, now).TotalSeconds;
        _start = now;
        return seconds;
    }
}
