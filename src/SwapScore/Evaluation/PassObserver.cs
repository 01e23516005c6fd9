using System.Diagnostics;
using SwapScore.Engine;
using SwapScore.Metrics;
using SwapScore.Networks;

namespace SwapScore.Evaluation;

/// <summary>
/// What a back end shows the activations of a repeat to. It passes every activation on to the measures that want it, and notes how long they take.
/// </summary>
public sealed class PassObserver : IActivationObserver
{
    private readonly (Func<Node, bool> Wants, IRepeatObserver Observer)[] _observers;
    private long _ticks;

    internal PassObserver(params IEnumerable<(Func<Node, bool> Wants, IRepeatObserver Observer)> observers) => _observers = [.. observers];

    /// <summary>Seconds spent in observers so far, of all threads together.</summary>
    public double Seconds => Volatile.Read(ref _ticks) / (double)Stopwatch.Frequency;

    /// <inheritdoc/>
    public bool TakesParts(Node node) => Array.TrueForAll(_observers, one => !one.Wants(node) || one.Observer.TakesParts(node));

    /// <inheritdoc/>
    public void Observe(in Activation activation)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var (wants, observer) in _observers)
            if (wants(activation.Node))
                observer.Observe(activation);
        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
    }

    /// <summary>To be called when a forward pass has been shown, before the next one begins.</summary>
    public void EndPass()
    {
        foreach (var (_, observer) in _observers)
            observer.EndPass();
    }
}
