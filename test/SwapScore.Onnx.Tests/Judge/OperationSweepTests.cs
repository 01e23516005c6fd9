using Microsoft.ML.OnnxRuntime;
using SwapScore.Evaluation;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Onnx.Tests.Schema;
using SwapScore.Randomness;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Judge;

/// <summary>Every operation of the installed runtime with constants beside an activation: the score must not depend on the numbers in them, or has to say so.</summary>
public sealed class OperationSweepTests
{
    private const int Opset = 21;

    // Ways to call an operation that are scored, of those the runtime accepts, some of which it does not run.
    private const int Calls = 3;
    private const int Tries = 15;

    // Its own operations ONNX Runtime carries out without looking at the dimensions of what they read; some calls end the process.
    private const int OwnTries = 5;

    // Their real operands are settings, not weights.
    private static readonly HashSet<string> WithSettings = ["Clip", "NonMaxSuppression", "OneHot", "Pad", "Range", "Resize", "Upsample"];

    private static readonly NoiseSamples Source = new(new SampleOptions { Count = 8 });

    // Shapes of an activation, and of constants that may stand beside it.
    private static readonly (long[] Activation, long[][] Constants)[] Shapes =
    [
        ([-1, 4], [[4], [4, 4], [1, 4]]),
        ([-1, 5, 4], [[4], [4, 4], [5, 4], [1, 12, 4]]),
        ([-1, 4, 6, 6], [[4], [4, 4, 3, 3], [4, 1, 1]]),
    ];

    private static readonly Dictionary<string, AttributeProto[]> Settings = new()
    {
        ["Concat"] = [Sketch.Int("axis", 1)],
        ["Einsum"] = [Sketch.Text("equation", "nc,cd->nd")],
        ["GroupNormalization"] = [Sketch.Int("num_groups", 2)],
        ["Attention"] = [Sketch.Int("num_heads", 2)],
        ["MultiHeadAttention"] = [Sketch.Int("num_heads", 2)],
        ["Cast"] = [Sketch.Int("to", 1)],
    };

    [Fact]
    public async Task Scores_OfEveryOperation_DoNotDependOnTrainedNumbers_OrSaySo()
    {
        var (faults, scored) = (new List<string>(), new HashSet<string>());
        foreach (var (domain, name, inputs) in InstalledOperations.List().Where(operation => operation.Inputs > 0 && !WithSettings.Contains(operation.Name)))
        {
            var count = 0;
            foreach (var call in Models(domain, name, inputs).Where(call => IsAccepted(call.One)).Take(domain.Length == 0 ? Tries : OwnTries))
            {
                var (one, other) = (await Score(call.One), await Score(call.Other));
                if (IsPlain(one) || IsPlain(other))
                {
                    scored.Add(name);
                    if (Text(one) != Text(other)) faults.Add($"{call.Label}: {Text(one)} or {Text(other)}");
                }

                if (one.Failure is null && ++count == Calls) break;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{scored.Count} operations have a score without a warning: {string.Join(' ', scored)}");
        Assert.Empty(faults);
        Assert.InRange(scored.Count, 20, int.MaxValue);
    }

    private static Task<EvaluationResult> Score(byte[] model) => Scored.Of(model, Source, null, 1, "swap", "nwot");

    private static bool IsPlain(EvaluationResult result) => result is { Failure: null, KeepsTrainedNumbers: false };

    private static string Text(EvaluationResult result) =>
        result.Failure is not null ? "refused" : result.KeepsTrainedNumbers ? "trained numbers remain" : $"{result.Metrics["swap"].Mean} {result.Metrics["nwot"].Mean}";

    private static IEnumerable<(string Label, byte[] One, byte[] Other)> Models(string domain, string name, int inputs)
    {
        foreach (var (activation, constants) in Shapes)
            for (var place = 0; place < Math.Min(2, inputs); place++)
                for (var count = 1; count < Math.Clamp(inputs, 2, 5); count++)
                    foreach (var first in constants)
                        foreach (var second in count > 1 ? constants : [constants[0]])
                        {
                            long[][] beside = [first, .. Enumerable.Repeat(second, count > 1 ? 1 : 0), .. Enumerable.Repeat(constants[0], Math.Max(0, count - 2))];
                            yield return ($"{domain} {name} of {string.Join('×', activation)} at {place}, {string.Join(", ", beside.Select(shape => string.Join('×', shape)))}",
                                Model(domain, name, activation, place, beside, 1), Model(domain, name, activation, place, beside, 2));
                        }
    }

    private static byte[] Model(string domain, string name, long[] activation, int place, long[][] beside, int seed)
    {
        var sketch = new Sketch(Opset);
        sketch.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        sketch.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 3 });
        var x = sketch.Input("x", DataType.Float, activation);
        x = activation.Length == 4 ? sketch.Node("Conv", [x, Constant("map", [4, 4, 1, 1])]) : sketch.Node("MatMul", [x, Constant("map", [4, 4])]);
        var operands = beside.Select((shape, index) => Constant($"c{index}", shape)).ToList();
        operands.Insert(place, x);
        var output = sketch.Node($"swept/{name}", operands, Settings.GetValueOrDefault(name, []));
        sketch.Last.Domain = domain;
        sketch.Output(sketch.Node("Relu", [output]));
        return sketch.Bytes;

        string Constant(string constant, long[] shape)
        {
            var values = new float[shape.Aggregate(1L, (product, dimension) => product * dimension)];
            Gaussian.Fill(RandomKey.FromSeed(seed).Derive(RandomPurpose.Parameter, constant.Length + constant[^1]), values);

            // Some operands must be positive.
            return sketch.Initializer(constant, seed == 1 ? [.. values.Select(Math.Abs)] : values, shape);
        }
    }

    private static bool IsAccepted(byte[] model)
    {
        try
        {
            using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            using var session = new InferenceSession(model, options);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }
}
