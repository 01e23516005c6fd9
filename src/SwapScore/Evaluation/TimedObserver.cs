using System.Diagnostics;
using SwapScore.Engine;
using SwapScore.Metrics;

namespace SwapScore.Evaluation;

/// <summary>Shows every activation to the observers whose measure wants it, and notes how long they take.</summary>
internal sealed class TimedObserver((IForwardMeasure Measure, IRepeatObserver Observer)[] observers) : IActivationObserver
{
    private long _ticks;

    public double Seconds => _ticks / (double)Stopwatch.Frequency;

    public void Observe(in Activation activation)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var (measure, observer) in observers)
            if (measure.Observes(activation.Node))
                observer.Observe(activation);
        _ticks += Stopwatch.GetTimestamp() - start;
    }
}
