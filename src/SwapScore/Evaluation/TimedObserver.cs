using System.Diagnostics;
using SwapScore.Engine;

namespace SwapScore.Evaluation;

/// <summary>Shows every activation to several observers and notes how long they take.</summary>
internal sealed class TimedObserver(IReadOnlyList<IActivationObserver> observers) : IActivationObserver
{
    private long _ticks;

    public double Seconds => _ticks / (double)Stopwatch.Frequency;

    public void Observe(in Activation activation)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var observer in observers)
            observer.Observe(activation);
        _ticks += Stopwatch.GetTimestamp() - start;
    }
}
