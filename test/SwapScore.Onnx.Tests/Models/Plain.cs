using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Tests.Models;

/// <summary>What scoring computes, done slowly and plainly: the whole model at once with every activation as an output, signs as text.</summary>
internal static class Plain
{
    /// <summary>Values of a model, <c>[sample][value]</c> each.</summary>
    public static Dictionary<string, float[]> Run(ModelProto model, ModelSamples samples, IReadOnlyList<string> values, int first = 0, int? count = null)
    {
        var exposed = model.Clone();
        exposed.Graph.Output.Clear();
        exposed.Graph.Output.Add(values.Select(value => new ValueInfoProto { Name = value }));
        using var options = new SessionOptions { IntraOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL };
        using var session = new InferenceSession(exposed.ToByteArray(), options);
        var fed = samples.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Feed(first, count ?? samples.Size, samples.Size));
        using var run = new RunOptions();
        using var results = session.Run(run, fed, values);
        return values.Zip(results).ToDictionary(pair => pair.First, pair => pair.Second.GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>Ψ and V of values whose samples come first.</summary>
    public static (int Patterns, long Neurons) Patterns(IEnumerable<float[]> activations, int samples)
    {
        var patterns = new HashSet<string>();
        var neurons = 0L;
        foreach (var values in activations)
        {
            var count = values.Length / samples;
            neurons += count;
            for (var neuron = 0; neuron < count; neuron++)
                patterns.Add(string.Concat(Enumerable.Range(0, samples).Select(sample => values[sample * count + neuron] switch { > 0 => '+', < 0 => '-', _ => '0' })));
        }

        return (patterns.Count, neurons);
    }

    /// <summary>The same numbers in other constants.</summary>
    public static void Replace(ModelProto model, string name, float[] values) =>
        model.Graph.Initializer.Single(constant => constant.Name == name).RawData = ByteString.CopyFrom(TensorValues.Encode(values, 1));
}
