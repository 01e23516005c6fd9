using Microsoft.ML.OnnxRuntime;
using SwapScore.Engine;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;

using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx.Running;

/// <summary>Decides whether a model takes any number of samples, and frees its batch where that leaves its values as they were.</summary>
internal static class BatchChoice
{
    private const float Tolerance = 1e-3f;

    /// <summary>The graph to run, and the number of samples it insists on; null when it takes any.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">What it is fed.</param>
    /// <param name="observed">The values that have to stay as they are.</param>
    public static (ModelGraph Graph, int? Batch) Of(OnnxModel model, ModelSamples samples, IReadOnlyCollection<string> observed)
    {
        var batch = model.Inputs.Zip(samples.Tensors).Where(pair => pair.Second.BatchAxis >= 0 && pair.First.IsRanked).Select(pair => pair.First.Dimensions[pair.Second.BatchAxis]).DefaultIfEmpty(-1).Max();
        if (batch <= 0) return (model.Graph, null);
        if (batch == samples.Size) return (model.Graph, samples.Size);
        if (batch > samples.Size)
            throw new InputException($"it takes {batch} samples at a time, but {samples.Size} are given", new Remedy.ChooseLargerBatch(batch));
        try
        {
            var freed = FreeBatch.Of(model.Graph, (int)batch);
            if (IsSame(model.Graph, freed, samples, (int)batch, observed)) return (freed, null);
        }
        catch (InputException)
        {
            // It cannot be run with another number of samples.
        }

        return (model.Graph, (int)batch);
    }

    /// <summary>Whether the second half of twice as many samples gives the same in the freed graph as alone in the original.</summary>
    private static bool IsSame(ModelGraph original, ModelGraph freed, ModelSamples samples, int batch, IReadOnlyCollection<string> observed)
    {
        var one = ShapeProbe.Of(freed, samples, batch, observed);
        var two = ShapeProbe.Of(freed, samples, 2 * batch, observed);
        if (observed.Any(value => SampleLayout.Between(one[value], two[value]) is null)) return false;
        var alone = Values(original, samples, batch, batch, observed);
        var together = Values(freed, samples, 0, 2 * batch, observed);
        return observed.All(value =>
        {
            var layout = SampleLayout.Between(one[value], two[value])!.Value;
            return IsSame(together[value], alone[value], layout);
        });
    }

    private static bool IsSame(float[] together, float[] alone, SampleLayout layout)
    {
        if (together.Length != 2L * alone.Length) return false;
        var scale = Tolerance * Math.Max(1e-6f, alone.Length == 0 ? 0 : alone.Max(Math.Abs));
        for (var outer = 0L; outer < layout.Outer; outer++)
            for (var i = 0L; i < layout.Inner; i++)
                if (!(Math.Abs(together[(2 * outer + 1) * layout.Inner + i] - alone[outer * layout.Inner + i]) <= scale))
                    return false;
        return true;
    }

    private static Dictionary<string, float[]> Values(ModelGraph graph, ModelSamples samples, int first, int count, IReadOnlyCollection<string> observed)
    {
        var nodes = graph.Needed(observed);
        var read = nodes.SelectMany(ModelGraph.Reads).ToHashSet();
        var tensors = samples.Tensors.Where(tensor => read.Contains(tensor.Name)).ToList();
        var inference = BatchStatistics.Apply(graph.With(nodes), NormalizationMode.Running, new Dictionary<string, long[]>());
        var model = PartialModel.Of(
            graph,
            inference.Nodes,
            graph.Constants.Values.Where(constant => read.Contains(constant.Name)),
            tensors.Select(tensor => PartialModel.Input(tensor.Name, tensor.ElementType, tensor.Shape(count))),
            observed);
        using var session = Runtime.Open(model, threads: Environment.ProcessorCount);
        var fed = tensors.Select(tensor => tensor.Feed(first, count, samples.Size)).ToList();
        try
        {
            using var options = new RunOptions();
            using var results = Runtime.Guarded(() => session.Run(options, [.. tensors.Select(tensor => tensor.Name)], fed, [.. observed]));
            return observed.Zip(results).ToDictionary(pair => pair.First, pair => Reals(pair.Second));
        }
        finally
        {
            fed.ForEach(value => value.Dispose());
        }
    }

    private static float[] Reals(OrtValue value) => TensorValues.Reals(value.GetTensorMutableRawData(), (int)value.GetTensorTypeAndShape().ElementDataType);
}
