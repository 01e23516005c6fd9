using Microsoft.ML.OnnxRuntime;
using SwapScore.Engine;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Runs a model on a few samples to see its values. Weights are drawn, for those of a file may be equal or zero, and then samples look alike wherever they lie.
/// </summary>
/// <param name="weights">The model's weights.</param>
/// <param name="threads">Threads of ONNX Runtime.</param>
/// <param name="cancellation">Stops a run.</param>
internal sealed class ProbeRun(IReadOnlyDictionary<string, Weight> weights, int threads, CancellationToken cancellation)
{
    // Only loops take long on a few samples.
    private static readonly TimeSpan LoopLimit = TimeSpan.FromSeconds(10);

    /// <summary>The seed that stands for the weights of the file.</summary>
    public const int AsGiven = -1;

    private readonly WeightDraw _draw = new(weights, WeightInitialization.Kaiming);
    private readonly WeightDraw _given = new(weights, WeightInitialization.Keep);

    /// <summary>Values of a graph for the first samples, run together.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="samples">The samples the model is fed.</param>
    /// <param name="count">How many are run.</param>
    /// <param name="wanted">The values.</param>
    /// <param name="seed">Which weights are drawn, or <see cref="AsGiven"/>.</param>
    /// <exception cref="InputException">ONNX Runtime cannot run it.</exception>
    public Dictionary<string, float[]> Together(ModelGraph graph, ModelSamples samples, int count, IReadOnlyCollection<string> wanted, int seed) =>
        Values(graph, samples, [0], count, wanted, seed)[0];

    /// <summary>Values of a graph for each of the first samples, run alone.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="samples">The samples the model is fed.</param>
    /// <param name="count">How many are run.</param>
    /// <param name="wanted">The values.</param>
    /// <param name="seed">Which weights are drawn, or <see cref="AsGiven"/>.</param>
    /// <exception cref="InputException">ONNX Runtime cannot run it.</exception>
    public IReadOnlyList<Dictionary<string, float[]>> Alone(ModelGraph graph, ModelSamples samples, int count, IReadOnlyCollection<string> wanted, int seed) =>
        Values(graph, samples, Enumerable.Range(0, count), 1, wanted, seed);

    private List<Dictionary<string, float[]>> Values(ModelGraph graph, ModelSamples samples, IEnumerable<int> firsts, int count, IReadOnlyCollection<string> wanted, int seed)
    {
        var key = RandomKey.FromSeed(seed);
        var nodes = graph.Needed(wanted);
        var read = nodes.SelectMany(ModelGraph.Reads).ToHashSet();
        var tensors = samples.Tensors.Where(tensor => read.Contains(tensor.Name)).ToList();
        var inference = BatchStatistics.Apply(graph.With(nodes), NormalizationMode.Running, new Dictionary<string, long[]>());
        var model = PartialModel.Create(
            graph,
            inference.Nodes,
            graph.Constants.Values.Where(constant => read.Contains(constant.Name)).Select(constant => (seed == AsGiven ? _given : _draw).Drawn(constant, key)),
            tensors.Select(tensor => PartialModel.Input(tensor.Name, tensor.ElementType, tensor.Shape(count))),
            wanted);
        cancellation.ThrowIfCancellationRequested();
        using var session = Runtime.Open(model, threads, cancellation);
        return [.. firsts.Select(first => Values(session, [.. tensors.Select(tensor => (tensor.Name, tensor.Feed(first, count, samples.Size)))], wanted, Limit(nodes)))];
    }

    private Dictionary<string, float[]> Values(InferenceSession session, List<(string Name, OrtValue Value)> fed, IReadOnlyCollection<string> wanted, TimeSpan limit)
    {
        try
        {
            using var results = Runtime.Probe(session, [.. fed.Select(one => one.Name)], [.. fed.Select(one => one.Value)], [.. wanted], limit, cancellation);
            return wanted.Zip(results).ToDictionary(pair => pair.First, pair => Reals(pair.Second));
        }
        finally
        {
            fed.ForEach(one => one.Value.Dispose());
        }
    }

    /// <summary>How long a run of some nodes may take: only loops may have no end.</summary>
    /// <param name="nodes">The nodes.</param>
    public static TimeSpan Limit(IEnumerable<NodeProto> nodes) => nodes.Any(node => node.Bodies().Any()) ? LoopLimit : TimeSpan.FromHours(1);

    private static float[] Reals(OrtValue value) => TensorValues.Reals(value.GetTensorMutableRawData(), (int)value.GetTensorTypeAndShape().ElementDataType);
}
