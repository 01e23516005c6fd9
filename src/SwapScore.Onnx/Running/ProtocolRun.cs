using System.Collections.Immutable;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Running;

/// <summary>The measures of a request that share a protocol, the model made ready for them, and the values they have found.</summary>
internal sealed class ProtocolRun : IDisposable
{
    private readonly ForwardProtocol _protocol;
    private readonly ImmutableArray<IForwardMeasure> _measures;
    private readonly OwnInputs? _own;
    private readonly ModelSamples _samples;
    private readonly IRepeatObserver[] _observers;
    private readonly TimedObserver _observer;
    private readonly double[][] _values;
    private ModelPass? _pass;

    private ProtocolRun(PreparedModel prepared, OwnInputs? own, ForwardProtocol protocol, ImmutableArray<IForwardMeasure> measures, int repeats)
    {
        (Prepared, _own, _protocol, _measures, _samples) = (prepared, own, protocol, measures, prepared.Samples);
        _values = [.. _measures.Select(_ => new double[repeats])];
        _observers = [.. _measures.Select(measure => measure.Start(Prepared.Network, _samples.Size, _samples.Size))];
        _observer = new TimedObserver([.. _measures.Select(measure => measure.Observed(Prepared.Network)).Zip(_observers)]);
    }

    /// <summary>The run of the samples of a request.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">Gives the samples.</param>
    /// <param name="measures">What is measured; all of the standard protocol, perhaps nothing.</param>
    /// <param name="options">How the model is scored.</param>
    /// <param name="repeats">How often it will be run.</param>
    /// <param name="cancellation">Stops the preparation.</param>
    /// <exception cref="SwapScoreException">The model cannot be run.</exception>
    public static ProtocolRun OfSamples(OnnxModel model, ISampleSource source, ImmutableArray<IForwardMeasure> measures, OnnxScoringOptions options, int repeats, CancellationToken cancellation) =>
        new(PreparedModel.Of(model, source, options, measures, cancellation), null, ForwardProtocol.Standard, measures, repeats);

    /// <summary>A run of another protocol beside this one, with the same samples or inputs made of them.</summary>
    /// <param name="protocol">What is run.</param>
    /// <param name="measures">What is measured; all of this protocol.</param>
    /// <param name="options">How the model is scored.</param>
    /// <param name="key">Stream of randomness of the request.</param>
    /// <param name="repeats">How often it will be run.</param>
    /// <param name="cancellation">Stops the preparation.</param>
    /// <exception cref="SwapScoreException">The model cannot be run in this way.</exception>
    public ProtocolRun Beside(ForwardProtocol protocol, ImmutableArray<IForwardMeasure> measures, OnnxScoringOptions options, RandomKey key, int repeats, CancellationToken cancellation)
    {
        var own = protocol.HasOwnInputs ? new OwnInputs(Prepared.Model, _samples) : null;
        var fed = own?.Passes(protocol, key.Derive(RandomPurpose.Repeat, 0))[0] ?? _samples;
        return new ProtocolRun(PreparedModel.Of(Prepared.Model, fed, options, measures, cancellation), own, protocol, measures, repeats);
    }

    /// <summary>The model made ready.</summary>
    public PreparedModel Prepared { get; }

    /// <summary>The values of a measure of this run, one per repeat; null when the measure is of another run.</summary>
    public ImmutableArray<double>? ValuesOf(IForwardMeasure measure) => _measures.IndexOf(measure) is >= 0 and var index ? [.. _values[index]] : null;

    /// <summary>Opens the model.</summary>
    /// <param name="draw">Draws its weights.</param>
    /// <param name="options">How it is scored.</param>
    /// <param name="threads">Threads of ONNX Runtime.</param>
    public void Open(WeightDraw draw, OnnxScoringOptions options, int threads)
    {
        // Every pass of every repeat uses the parts that are open.
        if (!_measures.IsEmpty) _pass = new ModelPass(Prepared, _samples, draw, options, threads, _own is null ? _values[0].Length : 2 * _values[0].Length);
    }

    /// <summary>Draws the weights of one repeat and runs the passes of the protocol.</summary>
    /// <param name="repeat">Its number.</param>
    /// <param name="key">Its stream of randomness.</param>
    /// <param name="cancellation">Stops at the next node.</param>
    public EvaluationSeconds Run(int repeat, RandomKey key, CancellationToken cancellation)
    {
        var seconds = new EvaluationSeconds();
        if (_pass is null) return seconds;
        foreach (var fed in _own?.Passes(_protocol, key) ?? [_samples])
        {
            seconds = seconds.Plus(_pass.Run(key, fed, _observer, cancellation));
            foreach (var observer in _observers) observer.EndPass();
        }

        for (var i = 0; i < _observers.Length; i++) _values[i][repeat] = _observers[i].Finish();
        return seconds;
    }

    public void Dispose()
    {
        _pass?.Dispose();
        foreach (var observer in _observers) observer.Dispose();
    }
}
