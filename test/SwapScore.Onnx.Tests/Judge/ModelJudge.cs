using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>Counts the patterns of random models by running ONNX Runtime one sample at a time, and compares them with the score.</summary>
internal static class ModelJudge
{
    public const int Samples = 6;

    // Nearer to zero than this a sign depends on the order in which sums are taken.
    private const float Unclear = 1e-5f;

    public enum Verdict
    {
        Equal,
        Refused,
        Unclear,
        Different,
    }

    /// <summary>Judges one model.</summary>
    /// <param name="number">Which model.</param>
    /// <returns>How it ended, and what is to be known of it.</returns>
    public static async Task<(Verdict Verdict, string Detail)> Of(int number)
    {
        var model = new RandomModel(number, isReference: false);
        var source = new Given(model);
        var result = await Scored.Of(model.Model.ToByteArray(), source, Scored.AsGiven);
        var parts = $"{number}: opset {model.Model.OpsetImport[0].Version}, batch {model.Batch}, {string.Join(", ", model.Parts)}";
        if (result.Failure is not null) return (Verdict.Refused, $"{parts}: {result.Failure}");
        if (model.IsRandom) return (Verdict.Different, $"{parts}: has a score");
        var (patterns, isClear) = Count(new RandomModel(number, isReference: true), source);
        var score = (int)result.Metrics["swap"].Mean;
        return (score == patterns ? Verdict.Equal : isClear ? Verdict.Different : Verdict.Unclear, $"{parts}: score {score}, one at a time {patterns}");
    }

    private static (int Patterns, bool IsClear) Count(RandomModel model, Given source)
    {
        var wanted = model.Activations.Concat(model.Sources).Distinct().Where(value => model.Inputs.TrueForAll(input => input.Name != value)).ToList();
        using var session = Open(model, wanted);
        var isClear = true;
        var signs = model.Activations.Select(_ => new List<float[]>()).ToList();
        for (var sample = 0; sample < Samples; sample++)
        {
            var fed = model.Inputs.ToDictionary(input => input.Name, input => OrtValue.CreateTensorValueFromMemory(
                source.Sample(input.Name, sample), [.. input.Shape.Select(dimension => (long)Math.Abs(dimension))]));
            using var run = new RunOptions();
            using var results = session.Run(run, fed, wanted);
            var values = wanted.Zip(results).ToDictionary(pair => pair.First, pair => pair.Second.GetTensorDataAsSpan<float>().ToArray());
            isClear &= values.Values.All(one => Array.TrueForAll(one, value => value == 0 || Math.Abs(value) > Unclear));
            foreach (var (index, activation) in model.Activations.Index()) signs[index].Add(values[activation]);
        }

        var patterns = signs.SelectMany(activation => Enumerable.Range(0, activation[0].Length).Select(neuron => string.Concat(activation.Select(sample => Math.Sign(sample[neuron]))))).ToHashSet();
        return (patterns.Count, isClear);
    }

    private static InferenceSession Open(RandomModel model, List<string> wanted)
    {
        model.Model.Graph.Output.Clear();
        model.Model.Graph.Output.Add(wanted.Select(value => new ValueInfoProto { Name = value }));
        using var options = new SessionOptions { IntraOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        return new InferenceSession(model.Model.ToByteArray(), options);
    }

    /// <summary>The same samples for the model and its reference.</summary>
    private sealed class Given(RandomModel model) : ISampleSource
    {
        public string Name => "given";

        public ModelSamples For(OnnxModel read) => new(Samples, [.. read.Inputs.Select(Tensor)], Name);

        public float[] Sample(string name, int sample)
        {
            var input = model.Inputs.FindIndex(input => input.Name == name);
            var values = new float[Dimensions(input).Aggregate(1, (product, dimension) => product * dimension)];
            Gaussian.Fill(RandomKey.FromSeed(1).Derive(RandomPurpose.Noise, input).Derive(RandomPurpose.Noise, sample), values);
            return values;
        }

        private List<int> Dimensions(int input) => [.. model.Inputs[input].Shape.Where(dimension => dimension >= 0)];

        private SampleTensor Tensor(ModelInput input)
        {
            var dimensions = Dimensions(model.Inputs.FindIndex(known => known.Name == input.Name)).ConvertAll(dimension => (long)dimension);
            var expected = input.Dimensions.Where((_, axis) => axis != input.SampleDimension).ToList();
            if (dimensions.Count != expected.Count || dimensions.Zip(expected).Any(pair => pair.Second > 0 && pair.First != pair.Second))
                throw new InputException($"samples of {string.Join('×', dimensions)} do not suit {input}");
            var values = Enumerable.Range(0, Samples).SelectMany(sample => Sample(input.Name, sample)).ToArray();
            return new SampleTensor(input.Name, input.ElementType, dimensions, input.SampleDimension ?? -1, TensorValues.Encode(values, input.ElementType)) { IsSeparate = input.IsSeparate };
        }
    }
}
