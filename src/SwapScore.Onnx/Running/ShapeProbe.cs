using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;

using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Finds the dimensions of all values for a number of samples. ONNX Runtime infers them from a model whose weights are left out, which
/// takes milliseconds; only where that is not enough, because shapes depend on values, a few samples are run.
/// </summary>
internal static class ShapeProbe
{
    // Constants up to this size stay: shapes, axes, factors of resizing.
    private const int SmallConstant = 256;

    /// <summary>The largest value that is accepted, in elements of one probe.</summary>
    private const long MaximumElements = 1L << 30;

    /// <summary>Dimensions of the inputs, constants and all values the nodes give, by name.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="samples">What the model is fed.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="wanted">The values whose dimensions must be known.</param>
    /// <param name="cancellation">Stops a run.</param>
    /// <exception cref="InputException">ONNX Runtime refuses the model, or a value is absurdly large.</exception>
    public static IReadOnlyDictionary<string, long[]> Find(
        ModelGraph graph, ModelSamples samples, int count, IReadOnlyCollection<string> wanted, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var shapes = Infer(graph, samples, count, cancellation);
        var needed = wanted.Concat(MultiplyAdds.Operands(graph)).ToHashSet();
        if (needed.Any(value => !shapes.ContainsKey(value))) shapes = Run(graph, samples, count, [.. shapes.Keys.Union(needed)], cancellation);
        foreach (var constant in graph.Constants.Values) shapes[constant.Name] = [.. constant.Dims];
        foreach (var tensor in samples.Tensors) shapes[tensor.Name] = tensor.Shape(count);
        foreach (var (name, shape) in shapes)
            if (TensorValues.Count(shape) is not { } elements || elements > MaximumElements)
                throw new InputException($"{name} would be of {string.Join('×', shape)}, which is absurdly large");
        return shapes;
    }

    private static Dictionary<string, long[]> Infer(ModelGraph graph, ModelSamples samples, int count, CancellationToken cancellation)
    {
        var constants = graph.Constants.Values.ToLookup(constant => ElementType.IsReal(constant.DataType) && constant.Count() > SmallConstant);
        var outputs = graph.Nodes.SelectMany(node => node.Output).Where(output => output.Length > 0).ToList();
        var model = PartialModel.Create(
            graph,
            graph.Nodes,
            constants[false],
            samples.Tensors.Select(tensor => PartialModel.Input(tensor.Name, tensor.ElementType, tensor.Shape(count)))
                .Concat(constants[true].Select(constant => PartialModel.Input(constant.Name, constant.DataType, constant.Dims))),
            outputs);
        using var session = Runtime.Open(model, threads: 1, cancellation);

        // No dimensions at all may mean a scalar or that even their number is unknown.
        var shapes = new Dictionary<string, long[]>();
        foreach (var (name, metadata) in session.OutputMetadata)
            if (metadata.IsTensor && metadata.Dimensions.Length > 0 && metadata.Dimensions.All(dimension => dimension >= 0))
                shapes[name] = [.. metadata.Dimensions.Select(dimension => (long)dimension)];
        return shapes;
    }

    private static Dictionary<string, long[]> Run(ModelGraph graph, ModelSamples samples, int count, IReadOnlyCollection<string> wanted, CancellationToken cancellation)
    {
        var nodes = graph.Needed(wanted);
        var read = nodes.SelectMany(ModelGraph.Reads).ToHashSet();
        var tensors = samples.Tensors.Where(tensor => read.Contains(tensor.Name)).ToList();
        var outputs = nodes.SelectMany(node => node.Output).Where(wanted.Contains).ToList();
        var model = PartialModel.Create(
            graph,
            nodes,
            graph.Constants.Values.Where(constant => read.Contains(constant.Name)),
            tensors.Select(tensor => PartialModel.Input(tensor.Name, tensor.ElementType, tensor.Shape(count))),
            outputs);
        using var session = Runtime.Open(model, threads: 1, cancellation);
        var fed = tensors.Select(tensor => tensor.Feed(0, count, samples.Size)).ToList();
        try
        {
            using var results = Runtime.Probe(session, [.. tensors.Select(tensor => tensor.Name)], fed, outputs, ProbeRun.Limit(nodes), cancellation);
            return outputs.Zip(results).Where(pair => pair.Second.IsTensor)
                .ToDictionary(pair => pair.First, pair => pair.Second.GetTensorTypeAndShape().Shape);
        }
        finally
        {
            fed.ForEach(value => value.Dispose());
        }
    }
}
