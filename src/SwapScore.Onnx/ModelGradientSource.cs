using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Import;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Onnx;

/// <summary>Metrics of gradients of a model, by the engine, from the weights that ONNX Runtime is given. Metrics that the model does not suit are told apart, with the reason.</summary>
internal sealed class ModelGradientSource : IGradientSource
{
    private readonly List<(GradientMetric Metric, string Reason)> _refused = [];
    private readonly Dictionary<string, ModelInitializer> _named = [];
    private readonly ModelInitializer? _weights;
    private readonly IGradientSource? _source;

    /// <param name="import">The model in the engine.</param>
    /// <param name="graph">Its graph.</param>
    /// <param name="draw">Its weights.</param>
    /// <param name="named">Its weights as a metric names them.</param>
    /// <param name="samples">What it is fed.</param>
    /// <param name="engine">Computes the gradients.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="threads">Threads of a pass.</param>
    public ModelGradientSource(
        ModelImport import, ModelGraph graph, WeightDraw draw, Func<string, WeightDraw> named, ModelSamples samples, EngineGradients engine, IReadOnlyList<GradientMetric> metrics, int threads)
    {
        foreach (var metric in metrics)
            if (ReasonAgainst(metric, import) is { } reason) _refused.Add((metric, reason));
        var possible = metrics.Except(_refused.Select(one => one.Metric)).ToList();
        if (possible.Count == 0) return;
        var model = import.Model!;
        var batch = model.ToBatch(samples);
        if (samples.HasRandomLabels) batch = batch.WithRandomLabels(model.Network.Outputs[0].Shape.Channels);
        _weights = new ModelInitializer(model, graph, draw);
        _source = engine.Prepare(new TrainableNetwork(model.Network, _weights, batch, TaskLoss.CrossEntropy, ComputeDevice.Cpu) { Threads = threads, InitializerOf = Named }, possible);

        ModelInitializer Named(string name)
        {
            if (!_named.TryGetValue(name, out var found)) _named.Add(name, found = new ModelInitializer(model, graph, named(name)) { Repeat = _weights.Repeat });
            return found;
        }
    }

    /// <inheritdoc/>
    public void Run(RandomKey repeat, Action<GradientMetric, double> found, Action<GradientMetric, string> undefined)
    {
        foreach (var (metric, reason) in _refused) undefined(metric, reason);
        if (_source is null) return;
        foreach (var weights in _named.Values.Append(_weights!)) weights.Repeat = repeat;
        _source.Run(repeat, found, undefined);
    }

    /// <inheritdoc/>
    public void Dispose() => _source?.Dispose();

    private static string? ReasonAgainst(GradientMetric metric, ModelImport import)
    {
        if (import.Model is not { } model) return import.Refusal;
        if (model.Network.Nodes.Any(node => node.Operation is TokenEmbedding)) return "metrics of gradients of images cannot be computed of a model that reads tokens";
        var output = model.Network.Outputs[0].Shape;
        return metric.Requirements.HasFlag(MetricRequirements.Labels) && output != Shape.Vector(output.Channels)
            ? $"a loss of classes needs one output for each, and the model gives {output}"
            : null;
    }
}
