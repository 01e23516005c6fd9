using System.Diagnostics;
using SwapScore.Engine;
using SwapScore.Metrics;
using SwapScore.Networks;

namespace SwapScore.Evaluation;

/// <summary>Shows every activation to the observers whose measure wants it, and notes how long they take, of all threads together.</summary>
internal sealed class TimedObserver((Func<Node, bool> Wants, IRepeatObserver Observer)[] observers) : IActivationObserver
{
    private long _ticks;

    public double Seconds => _ticks / (double)Stopwatch.Frequency;

    public bool TakesParts(Node node) => Array.TrueForAll(observers, one => !one.Wants(node) || one.Observer.TakesParts(node));

    public void Observe(in Activation activation)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var (wants, observer) in observers)
            if (wants(activation.Node))
                observer.Observe(activation);
        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
    }
}
