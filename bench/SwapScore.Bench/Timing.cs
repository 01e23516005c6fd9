using System.Diagnostics;

namespace SwapScore.Bench;

/// <summary>Times things against each other.</summary>
internal static class Timing
{
    private const double SecondsARound = 0.004;
    private const int Rounds = 60;
    private const int LeastRounds = 9;
    private const double SecondsInAll = 10;

    // Until then the just-in-time compiler has made its best of what runs often.
    private const double SecondsOfWarmth = 0.5;

    /// <summary>
    /// The fastest seconds a call of each action. The actions take turns, so that a slow spell of the machine hits all of them, and the turns are
    /// short, so that some fall between what else it does.
    /// </summary>
    public static double[] Fastest(params Action[] actions)
    {
        for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin).TotalSeconds < SecondsOfWarmth;) Array.ForEach(actions, action => action());
        var calls = Array.ConvertAll(actions, CallsARound);
        var fastest = new double[actions.Length];
        Array.Fill(fastest, double.PositiveInfinity);
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds && (round < LeastRounds || Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsInAll); round++)
            for (var i = 0; i < actions.Length; i++)
                fastest[i] = Math.Min(fastest[i], Seconds(actions[i], calls[i]) / calls[i]);
        return fastest;
    }

    private static int CallsARound(Action action)
    {
        var calls = 1;
        while (Seconds(action, calls) < SecondsARound)
            calls *= 2;
        return calls;
    }

    private static double Seconds(Action action, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
