using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>Counts the patterns of random models by running ONNX Runtime one sample at a time, and compares them with the score.</summary>
internal static class ModelJudge
{
    public const int Samples = 6;

    // Nearer to zero than this a sign depends on the order in which sums are taken.
    private const float Unclear = 1e-5f;

    // Changes of the inputs under which no sign may change, else it depends on rounding.
    private static readonly float[] Disturbances = [1e-6f, -1e-6f, 3e-6f];

    public enum Verdict
    {
        Equal,
        Refused,

        /// <summary>A sign depends on rounding, or it is not known which value is whose.</summary>
        Unclear,

        /// <summary>The score says that it leaves out activations inside branches.</summary>
        Partial,
        Different,

        /// <summary>ONNX Runtime does not run the model itself: a fault of what makes models.</summary>
        Invalid,
    }

    /// <summary>Judges one model.</summary>
    /// <param name="number">Which model.</param>
    /// <returns>How it ended, and what is to be known of it.</returns>
    public static async Task<(Verdict Verdict, string Detail)> Of(int number)
    {
        var judged = await Judge(number);
        if (judged.Verdict != Verdict.Refused) return judged;
        try
        {
            Alone(number, new RandomSamples(new RandomModel(number, reference: null)));
            return judged;
        }
        catch (OnnxRuntimeException fault)
        {
            return (Verdict.Invalid, $"{judged.Detail}; {fault.Message}");
        }
    }

    private static async Task<(Verdict Verdict, string Detail)> Judge(int number)
    {
        var model = new RandomModel(number, reference: null);
        var source = new RandomSamples(model);
        var result = await Scored.Of(model.Model.ToByteArray(), source, Scored.AsGiven);
        var parts = $"{number}: opset {model.Model.OpsetImport[0].Version}, batch {model.Batch}, {string.Join(", ", model.Parts)}";
        if (result.Failure is not null) return (Verdict.Refused, $"{parts}: {result.Failure}");
        if (model.IsRandom) return (Verdict.Different, $"{parts}: has a score");
        if (result.Notes.Any(note => note.Contains("inside branches and loops", StringComparison.Ordinal))) return (Verdict.Partial, parts);
        var isTogether = result.Notes.Any(note => note.Contains("influence each other", StringComparison.Ordinal));
        if (isTogether && !model.Mixes) return (Verdict.Different, $"{parts}: samples are said to influence each other");
        var score = (int)result.Metrics["swap"].Mean;
        var (patterns, isClear) = isTogether ? Together(number, source) : Alone(number, source);
        return (score == patterns ? Verdict.Equal : isClear ? Verdict.Different : Verdict.Unclear, $"{parts}: score {score}, {(isTogether ? "together" : "one at a time")} {patterns}");
    }

    /// <summary>The patterns of samples that are run one at a time; none where they have different numbers of values.</summary>
    private static (int? Patterns, bool IsClear) Alone(int number, RandomSamples source)
    {
        var model = new RandomModel(number, reference: 1);
        using var session = Open(model);
        var signs = Signs(0);
        if (signs.Values.Any(activation => activation.DistinctBy(sample => sample.Length).Count() > 1)) return (null, true);
        var isClear = IsClear(model, signs);
        return (Patterns(model, signs), isClear && Array.TrueForAll(Disturbances, disturbance => IsSame(signs, Signs(disturbance))));

        Dictionary<string, List<float[]>> Signs(float disturbance)
        {
            var runs = Enumerable.Range(0, Samples).Select(sample => Run(session, model, input => source.Values(input.Name, sample, 1, disturbance), 1)).ToList();
            return Wanted(model).ToDictionary(value => value, value => runs.ConvertAll(run => run[value]));
        }
    }

    /// <summary>The patterns of samples that are run together; not clear where it is not known which value is whose.</summary>
    private static (int? Patterns, bool IsClear) Together(int number, RandomSamples source)
    {
        var model = new RandomModel(number, reference: Samples);
        if (model.Activations.Exists(activation => activation.Shape.Count(dimension => dimension < 0) != 1 || !activation.Shape.Contains(RandomModel.N))) return (null, false);
        using var session = Open(model);
        var run = Run(session, model, input => source.Values(input.Name, 0, Samples, 0), Samples);
        var signs = model.Activations.DistinctBy(activation => activation.Output).ToDictionary(activation => activation.Output, activation =>
        {
            var axis = Array.IndexOf(activation.Shape, RandomModel.N);
            var inner = activation.Shape.Skip(axis + 1).Aggregate(1, (product, dimension) => product * dimension);
            return Enumerable.Range(0, Samples).Select(sample => run[activation.Output].Where((_, place) => place / inner % Samples == sample).ToArray()).ToList();
        });
        return (Patterns(model, signs), IsClear(model, Wanted(model).ToDictionary(value => value, value => (List<float[]>)[run[value]])));
    }

    private static List<string> Wanted(RandomModel model) => [.. model.Activations.SelectMany(activation => new[] { activation.Source, activation.Output })
        .OfType<string>().Distinct().Where(value => model.Inputs.TrueForAll(input => input.Name != value))];

    private static int Patterns(RandomModel model, Dictionary<string, List<float[]>> signs) => model.Activations.Select(activation => signs[activation.Output])
        .SelectMany(activation => Enumerable.Range(0, activation[0].Length).Select(neuron => string.Concat(activation.Select(sample => Math.Sign(sample[neuron]))))).ToHashSet().Count;

    private static bool IsClear(RandomModel model, Dictionary<string, List<float[]>> values) =>
        values.Values.SelectMany(samples => samples).All(one => Array.TrueForAll(one, value => value == 0 || (float.IsFinite(value) && Math.Abs(value) > Unclear)))
        && model.Activations.Where(activation => model.Underflowing.Contains(activation.Output) && values.ContainsKey(activation.Source!))
            .All(activation => values[activation.Source!].Zip(values[activation.Output]).All(sample => sample.First.Zip(sample.Second).All(pair => pair.First == 0 || pair.Second != 0)));

    private static bool IsSame(Dictionary<string, List<float[]>> left, Dictionary<string, List<float[]>> right) => left.All(values =>
        values.Value.Zip(right[values.Key]).All(pair => pair.First.Length == pair.Second.Length && pair.First.Zip(pair.Second).All(value => Math.Sign(value.First) == Math.Sign(value.Second))));

    private static Dictionary<string, float[]> Run(InferenceSession session, RandomModel model, Func<(string Name, DataType Type, int[] Shape), Array> values, int samples)
    {
        var wanted = Wanted(model);
        var fed = model.Inputs.ToDictionary(input => input.Name, input => Value(values(input), [.. input.Shape.Select(dimension => dimension < 0 ? -(long)dimension * samples : dimension)]));
        using var run = new RunOptions();
        using var results = session.Run(run, fed, wanted);
        return wanted.Zip(results).ToDictionary(pair => pair.First, pair => pair.Second.GetTensorDataAsSpan<float>().ToArray());
    }

    private static OrtValue Value(Array values, long[] shape) => values is long[] numbers ? OrtValue.CreateTensorValueFromMemory(numbers, shape) : OrtValue.CreateTensorValueFromMemory((float[])values, shape);

    private static InferenceSession Open(RandomModel model)
    {
        model.Model.Graph.Output.Clear();
        model.Model.Graph.Output.Add(Wanted(model).Select(value => new ValueInfoProto { Name = value }));
        using var options = new SessionOptions { IntraOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        return new InferenceSession(model.Model.ToByteArray(), options);
    }
}
