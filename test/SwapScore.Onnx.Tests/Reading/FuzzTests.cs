using Google.Protobuf;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Tests.Reading;

/// <summary>Damaged models: each is refused with one line or scored, none ends the process or keeps it busy.</summary>
public sealed class FuzzTests
{
    // What one damaged model may cost, in numbers that are the same on a busy machine.
    private const long MostBytes = 150_000_000;
    private const long MostValues = 100_000;

    [Theory]
    [InlineData(500)]
    [InlineData(10_000, Explicit = true)]
    public void Mutants_OfValidModels_NeverCrashNorHang(int mutants)
    {
        byte[][] seeds =
        [
            Tiny().Bytes, Zoo.Gates(4, 8).Bytes, Zoo.ShuffleNet(4, 8).Bytes, Zoo.Bert(8, 1, 2).Bytes, Zoo.ShuffleNet(4, 8, 1).Bytes,
            Rewriting.AsFunctions(Tiny().Model).ToByteArray(), Rewriting.InPrecision(Tiny().Model, DataType.Float16).ToByteArray(),
        ];
        var key = RandomKey.FromSeed(2026);
        var unexpected = new Dictionary<string, string>();
        var (refused, prepared, mostBytes, mostValues) = (0, 0, 0L, 0L);
        for (var i = 0; i < mutants; i++)
        {
            var draw = key.Derive(RandomPurpose.Other, i).Draw();
            var seed = seeds[draw.Next(4) > 0 ? 0 : draw.Next(seeds.Length)];
            var mutant = draw.Next(2) == 0 ? Mutation.OfBytes(seed, draw) : Mutation.OfStructure(seed, draw);
            var (bytes, seen) = (GC.GetAllocatedBytesForCurrentThread(), new ValueCounter());
            try
            {
                Score(OnnxModel.Parse(mutant, "mutant"), seen);
                prepared++;
            }
            catch (SwapScoreException fault)
            {
                Assert.NotEmpty(fault.Message);
                refused++;
            }
            catch (Exception fault)
            {
                unexpected.TryAdd($"{fault.GetType().Name} {fault.StackTrace?.Split('\n')[..4].Aggregate((all, line) => all + line)}", $"mutant {i}: {fault.Message}");
            }

            mostBytes = Math.Max(mostBytes, GC.GetAllocatedBytesForCurrentThread() - bytes);
            mostValues = Math.Max(mostValues, seen.Values);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{refused} refused, {prepared} scored, at most {mostBytes} bytes allocated and {mostValues} values seen of one");
        Assert.Empty(unexpected);
        Assert.InRange(prepared, mutants / 20, mutants);
        Assert.InRange(mostBytes, 1, MostBytes);
        Assert.InRange(mostValues, 1, MostValues);
    }

    /// <summary>What a user's command does with a model, down to the last activation.</summary>
    private static void Score(OnnxModel model, ValueCounter seen)
    {
        var options = new OnnxScoringOptions();
        var prepared = PreparedModel.Create(model, new NoiseSamples(new SampleOptions { Count = 2, Side = 8, SequenceLength = 4 }), options);
        using var pass = new ModelPass(prepared, prepared.Samples, new WeightDraw(prepared.Weights, prepared.Settle(options.Initialization)), options, threads: 1, repeats: 1);
        pass.Run(RandomKey.FromSeed(0), prepared.Samples, seen, CancellationToken.None);
    }

    private static Sketch Tiny()
    {
        var sketch = new Sketch();
        var x = sketch.ConvBnRelu("conv", sketch.Image(-1, 3, 8), 3, 4, 3);
        x = sketch.Node("Reshape", [x, sketch.Constant(0, -1)]);
        return sketch.Output(sketch.Activation("Relu", sketch.Linear("fc", x, 256, 5)));
    }

    private sealed class ValueCounter : Engine.IActivationObserver
    {
        public long Values { get; private set; }

        public void Observe(in Engine.Activation activation)
        {
            Values += (long)activation.Samples * activation.Neurons;
            var sum = 0f;
            for (var sample = 0; sample < activation.Samples; sample++)
                foreach (var value in activation.Row(sample))
                    sum += value;
            Assert.False(float.IsInfinity(sum) && activation.Neurons < 0);
        }
    }
}
