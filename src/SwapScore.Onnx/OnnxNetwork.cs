using SwapScore.Evaluation;
using SwapScore.Memory;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Onnx.Import;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx;

/// <summary>A model that is read; its parts are opened in the first repeat.</summary>
internal sealed class OnnxNetwork : IOpenNetwork
{
    private readonly OnnxModel _model;
    private readonly SampleSource _samples;
    private readonly CancellationToken _cancellation;
    private readonly OnnxScoringOptions _options;
    private readonly (long Seed, int Repeats) _request;
    private readonly List<OnnxSource> _sources = [];
    private readonly Lazy<WeightDraw> _draw;
    private readonly EngineGradients? _gradients;
    private readonly Lazy<ModelImport> _import;
    private OnnxSource? _standard;
    private bool _isClosed;

    /// <param name="read">Reads the model.</param>
    /// <param name="samples">Gives what it is fed.</param>
    /// <param name="options">How it is scored.</param>
    /// <param name="seed">Seed of its weights.</param>
    /// <param name="repeats">How often it is scored.</param>
    /// <param name="gradients">Computes metrics of gradients; null where there will be none.</param>
    /// <param name="cancellation">Stops what is in progress.</param>
    public OnnxNetwork(
        Func<OnnxModel> read, SampleSource samples, OnnxScoringOptions options, long seed, int repeats, EngineGradients? gradients, CancellationToken cancellation)
    {
        (_samples, _options, _request, _gradients, _cancellation) = (samples, options, (seed, repeats), gradients, cancellation);
        _draw = new(DrawOfAll);
        _import = new(() => ModelImport.Create(_model!, Standard.Prepared.Samples, _cancellation));
        Runtime.ReserveRunMemory();
        try
        {
            _model = read();
        }
        catch
        {
            Runtime.ReturnRunMemory();
            throw;
        }
    }

    public Network Network => Standard.Network;

    /// <summary>The run of the samples, measured or not: it says what the model is.</summary>
    private OnnxSource Standard => _standard ??= OpenStandard([]);

    public IActivationSource Prepare(ForwardProtocol protocol, IReadOnlyList<IForwardMeasure> measures)
    {
        if (protocol == ForwardProtocol.Standard) return _standard = OpenStandard(measures);
        var (reading, samples) = (Standard.Prepared.Model, Standard.Prepared.Samples);
        var own = protocol.HasOwnInputs ? new OwnInputs(reading, samples) : null;
        var fed = own?.Passes(protocol, RandomKey.FromSeed(_request.Seed).Derive(RandomPurpose.Repeat, 0))[0] ?? samples;
        return Add(new OnnxSource(PreparedModel.Create(reading, fed, _options, measures, _cancellation), protocol, own, _options, _draw, _request.Repeats));
    }

    public IGradientSource PrepareGradients(IReadOnlyList<GradientMetric> metrics, int threads)
    {
        var draw = _draw.Value;
        return new ModelGradientSource(_import.Value, _model.Graph, draw, name => draw.Named(name, _options.Initialization), Standard.Prepared.Samples, _gradients!, metrics, threads);
    }

    public IEnumerable<InitialWeight> WeightsOf(RandomKey repeat) => _draw.Value.All(repeat);

    public bool KeepsTrainedNumbers => Standard.Prepared.KeepsTrainedNumbers;

    public IEnumerable<string> NotesOn(EvaluationResult result)
    {
        foreach (var note in Standard.Prepared.Notes) yield return PrintableText.Brief(note);
        if (_options.Initialization == WeightInitialization.Auto && !Standard.Prepared.IsNormalized)
            yield return "it has no normalisation, so its weights are drawn N(0, 2/n) instead of N(0, 1), which would overflow in deep models (the initialization 'gaussian' draws N(0, 1) all the same)";
        if (result.Metrics.TryGetValue("swap", out var swap) && IsAtBound(swap.Mean))
            yield return $"its score is at the bound of what {Standard.Samples} samples can show: choose a larger batch";
    }

    public void Dispose()
    {
        if (_isClosed) return;
        _isClosed = true;
        _sources.ForEach(source => source.Dispose());
        Runtime.ReturnRunMemory();
    }

    private OnnxSource OpenStandard(IReadOnlyList<IForwardMeasure> measures) =>
        Add(new OnnxSource(PreparedModel.Create(_model, _samples, _options, measures, _cancellation), ForwardProtocol.Standard, null, _options, _draw, _request.Repeats));

    private OnnxSource Add(OnnxSource source)
    {
        _sources.Add(source);
        return source;
    }

    /// <summary>
    /// Draws the weights for all that is prepared, and lets go of those in the file: nothing can be prepared any more.
    /// </summary>
    private WeightDraw DrawOfAll()
    {
        if (_gradients is not null) _ = _import.Value;
        var prepared = Standard.Prepared;
        var draw = new WeightDraw(prepared.Weights, prepared.Settle(_options.Initialization));
        foreach (var source in _sources) draw.ForgetGiven(source.Prepared.Graph.Constants.Values);
        if (prepared.WeightBytes > Runtime.LargeArrays) MemoryPolicy.CollectGarbage();
        return draw;
    }

    /// <summary>Whether nearly all patterns occur that S samples can have, so that larger networks could show no more.</summary>
    private bool IsAtBound(double patterns)
    {
        var bound = Math.Pow(Network.Activations.Any(node => node.Operation.Signs == SignRange.Ternary) ? 3 : 2, Standard.Samples);
        return patterns >= 0.99 * bound && Network.DistinctNeurons > bound;
    }
}
