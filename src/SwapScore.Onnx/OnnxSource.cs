using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx;

/// <summary>A model made ready for the passes of a protocol.</summary>
internal sealed class OnnxSource : IActivationSource, IDisposable
{
    private readonly ForwardProtocol _protocol;
    private readonly OwnInputs? _own;
    private readonly OnnxScoringOptions _options;
    private readonly Lazy<WeightDraw> _draw;
    private readonly int _repeats;
    private IReadOnlyList<ModelPass> _passes = [];

    /// <param name="prepared">The model made ready.</param>
    /// <param name="protocol">The inputs, passes and observed values of the measures.</param>
    /// <param name="own">Makes inputs in place of the samples; null for the samples.</param>
    /// <param name="options">How the model is scored.</param>
    /// <param name="draw">Draws its weights, when all that will be run is prepared.</param>
    /// <param name="repeats">How often it will be run.</param>
    public OnnxSource(PreparedModel prepared, ForwardProtocol protocol, OwnInputs? own, OnnxScoringOptions options, Lazy<WeightDraw> draw, int repeats) =>
        (Prepared, _protocol, _own, _options, _draw, _repeats) = (prepared, protocol, own, options, draw, repeats);

    /// <summary>The model made ready.</summary>
    public PreparedModel Prepared { get; }

    public Network Network => Prepared.Network;

    public int Samples => Prepared.Samples.Size;

    public EvaluationSeconds Run(RandomKey repeat, PassObserver observer, int threads, CancellationToken cancellation)
    {
        // Every pass of every repeat uses the parts that are open; own inputs may take several passes.
        if (_passes.Count == 0)
            _passes = [.. Draws().Select(draw => new ModelPass(Prepared, Prepared.Samples, draw, _options, threads, _own is null ? _repeats : 2 * _repeats))];
        var seconds = new EvaluationSeconds();
        foreach (var pass in _passes)
            foreach (var fed in _own?.Passes(_protocol, repeat) ?? [Prepared.Samples])
            {
                seconds = seconds.Plus(pass.Run(repeat, fed, observer, cancellation));
                observer.EndPass();
            }

        return seconds;
    }

    public void Dispose()
    {
        foreach (var pass in _passes) pass.Dispose();
    }

    /// <summary>What draws the weights: once, or a constant after the other.</summary>
    private IEnumerable<WeightDraw> Draws()
    {
        var draw = _draw.Value;
        if (!_protocol.Constants.IsEmpty) return _protocol.Constants.Select(draw.WithConstant);
        return [_protocol.Initializer is { } name ? draw.Named(name, _options.Initialization) : draw];
    }
}
