using System.Diagnostics;

namespace SwapScore.Evaluation;

/// <summary>Seconds of one thread spent on an evaluation, by phase.</summary>
public sealed record EvaluationSeconds
{
    /// <summary>Parsing, building and planning the network.</summary>
    public double Build { get; init; }

    /// <summary>Drawing weights.</summary>
    public double Initialize { get; init; }

    /// <summary>Forward passes.</summary>
    public double Forward { get; init; }

    /// <summary>Counting patterns and other observers.</summary>
    public double Observe { get; init; }

    /// <summary>Seconds since a time stamp, which becomes now: how long a phase took. Times are only ever reported, never computed with.</summary>
    /// <param name="stamp">As of <see cref="Stopwatch.GetTimestamp"/>.</param>
    public static double Lap(ref long stamp)
    {
        var (start, now) = (stamp, Stopwatch.GetTimestamp());
        stamp = now;
        return Stopwatch.GetElapsedTime(start, now).TotalSeconds;
    }

    /// <summary>The sum of both, phase by phase.</summary>
    public EvaluationSeconds Plus(EvaluationSeconds other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new EvaluationSeconds
        {
            Build = Build + other.Build,
            Initialize = Initialize + other.Initialize,
            Forward = Forward + other.Forward,
            Observe = Observe + other.Observe,
        };
    }
}
