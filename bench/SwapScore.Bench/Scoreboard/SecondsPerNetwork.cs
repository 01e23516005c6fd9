using System.Diagnostics;
using System.Globalization;

namespace SwapScore.Bench.Scoreboard;

/// <summary>Says how long a study will take, as soon as a few of its networks are scored, and when it is done.</summary>
/// <param name="output">Where it says so.</param>
/// <param name="name">Name of the study.</param>
internal sealed class SecondsPerNetwork(TextWriter output, string name) : IProgress<WorkProgress>
{
    private const int Tried = 10;

    private readonly long _start = Stopwatch.GetTimestamp();
    private int? _first;

    public void Report(WorkProgress value)
    {
        // What an earlier run has left costs nothing.
        _first ??= value.Done;
        var (done, seconds) = (value.Done - _first.Value, Stopwatch.GetElapsedTime(_start).TotalSeconds);
        if (done == Tried)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value.Done} of {value.Total}, about {seconds / Tried * (value.Total - value.Done) / 60:F0} min left"));
        if (value.Done == value.Total)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value.Total} networks, {seconds:F0} s"));
    }
}
