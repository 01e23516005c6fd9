using System.Collections.Immutable;
using System.Diagnostics;
using SwapScore.Metrics;
using SwapScore.Randomness;

namespace SwapScore.Evaluation;

/// <summary>The measures of one request that share a protocol, and the values they have found.</summary>
internal sealed class ForwardRun
{
    private readonly ImmutableArray<IForwardMeasure> _measures;
    private readonly RandomKey _key;
    private readonly double[][] _values;
    private readonly Lazy<IActivationSource> _source;
    private readonly bool _isStandard;
    private volatile string? _reason;

    /// <param name="protocol">The inputs, passes and observed values of the measures.</param>
    /// <param name="measures">What is measured; all of this protocol.</param>
    /// <param name="opened">The network of the request.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <param name="repeats">Number of repeats.</param>
    public ForwardRun(ForwardProtocol protocol, IEnumerable<IForwardMeasure> measures, Lazy<IOpenNetwork> opened, long seed, int repeats)
    {
        (_measures, _isStandard) = ([.. measures], protocol == ForwardProtocol.Standard);
        _key = RandomKey.FromSeed(seed);
        _values = [.. _measures.Select(_ => new double[repeats])];
        _source = new(() => opened.Value.Prepare(protocol, _measures));
    }

    /// <summary>Whether a measure belongs to this run.</summary>
    public bool Holds(IForwardMeasure measure) => _measures.Contains(measure);

    /// <summary>The values of a measure of this run, one per repeat.</summary>
    public ImmutableArray<double> ValuesOf(IForwardMeasure measure) => [.. _values[_measures.IndexOf(measure)]];

    /// <summary>Why this network cannot be run under the protocol; null when it can.</summary>
    public string? Reason => _reason;

    /// <summary>Prepares the passes, before anything is run.</summary>
    public void Prepare() => Try(() => _source.Value);

    /// <summary>Does some of the repeats.</summary>
    /// <param name="first">First repeat.</param>
    /// <param name="end">Repeat after the last.</param>
    /// <param name="threads">Threads the passes may use.</param>
    /// <param name="repeatDone">Called after every repeat.</param>
    /// <param name="isOver">Whether nobody waits for the rest any more.</param>
    /// <param name="cancellation">Stops inside a pass.</param>
    public EvaluationSeconds Measure(int first, int end, int threads, Action? repeatDone, Func<bool> isOver, CancellationToken cancellation)
    {
        var clock = Stopwatch.GetTimestamp();
        var source = Try(() => _source.Value);
        var observers = source is null ? null : Try(() => _measures.Select(measure => measure.Start(source.Network, source.Samples, source.GroupSize)).ToArray());
        if (source is null || observers is null) return new EvaluationSeconds { Build = EvaluationSeconds.Lap(ref clock) };
        var observer = new PassObserver(_measures.Select(measure => measure.Observed(source.Network)).Zip(observers));
        var seconds = new EvaluationSeconds { Build = EvaluationSeconds.Lap(ref clock) };
        try
        {
            for (var repeat = first; repeat < end && !isOver(); repeat++)
            {
                seconds = seconds.Plus(source.Run(_key.Derive(RandomPurpose.Repeat, repeat), observer, threads, cancellation));
                for (var i = 0; i < observers.Length; i++)
                    _values[i][repeat] = observers[i].Finish();
                repeatDone?.Invoke();
            }
        }
        finally
        {
            foreach (var one in observers)
                one.Dispose();
        }

        return seconds;
    }

    /// <summary>What is needed beside the samples may be missing: then the metrics of this protocol have no value, and others go on.</summary>
    private T? Try<T>(Func<T> action)
        where T : class
    {
        if (_reason is not null) return null;
        try
        {
            return action();
        }
        catch (SwapScoreException fault) when (!_isStandard)
        {
            _reason = fault.Hint is { } hint ? $"{fault.Message}; {hint}" : fault.Message;
            return null;
        }
    }
}
