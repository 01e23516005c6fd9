using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Engine.Backward;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Tests.Engine;

/// <summary>Runs backward passes on every vector width and compares the bits of every gradient with the reference.</summary>
internal static class GradientAssert
{
    public static void MatchesReference(Network network, Batch batch, RandomKey key, int threads = 1)
    {
        var values = ReferenceExecutor.Run(network, batch, new TestInitializer(), key);
        var seed = new float[network.Outputs[0].Shape.Count * batch.Size];
        Gaussian.Fill(key.Derive(RandomPurpose.Other, 3), seed);
        var expected = new ReferenceBackward(network, values, new TestInitializer(), key);
        expected.Run(ReferenceTensor.Create(
            network.Outputs[0].Shape, batch.Size, (channel, row, column, sample) => Seed(network.Outputs[0].Shape, seed, sample)[Index(network.Outputs[0].Shape, channel, row, column)]));
        foreach (var width in Enum.GetValues<VectorWidth>())
        {
            Compare(network, batch, key, width, threads, seed, expected, _ => true);
            Compare(network, batch, key, width, threads, seed, expected, _ => false);
        }
    }

    private static void Compare(
        Network network, Batch batch, RandomKey key, VectorWidth width, int threads, float[] seed, ReferenceBackward expected, Func<Node, bool> observed)
    {
        var plan = Plan.Compile(network, batch.Size, new PlanOptions
        {
            Width = width,
            Backward = new BackwardOptions { Kinds = (GradientKinds)15, IsObserved = observed },
        });
        using var executor = new Executor(threads);
        executor.Load(plan, batch);

        // Several passes: each meets the memory the one before has left behind.
        for (var run = 0; run < 2; run++)
        {
            executor.Initialize(new TestInitializer(), key);
            executor.Forward();
            for (var pass = 0; pass < 2; pass++)
            {
                var seen = new CollectingObserver();
                executor.Backward(
                    (sample, _, gradient) => Seed(network.Outputs[0].Shape, seed, sample).CopyTo(gradient),
                    GradientKinds.Weights | GradientKinds.Input | GradientKinds.Products, seen);
                foreach (var (index, values) in seen.Values)
                    Same(expected.Gradients[index]!.Values, values, () => $"{network.Nodes[index]}, {width}, {batch.Size} samples\n{network.Dump()}");
                Assert.Equal(expected.Parameters.Count, executor.Parameters.Count);
                foreach (var parameter in executor.Parameters)
                    Same(
                        expected.Parameters[(parameter.Owner, parameter.Parameter.Role)], executor.GradientOf(parameter),
                        () => $"{parameter.Parameter.Name} of {parameter.Owner}, {width}, {batch.Size} samples\n{network.Dump()}");
                var input = network.Inputs.Single();
                if (executor.TryGetInputGradient(out var gradient))
                    for (var sample = 0; sample < batch.Size; sample++)
                        Same(Of(expected.Gradients[input.Index]!, sample), gradient.Sample(sample).ToArray(), () => $"input, {width}\n{network.Dump()}");
                else
                    Assert.Null(expected.Gradients[input.Index]);
            }
        }
    }

    private static float[] Of(ReferenceTensor tensor, int sample) =>
        [.. Enumerable.Range(0, (int)tensor.Shape.Count).Select(neuron => tensor.Values[neuron * tensor.Samples + sample])];

    private static ReadOnlySpan<float> Seed(Shape shape, float[] seed, int sample) => seed.AsSpan(sample * (int)shape.Count, (int)shape.Count);

    private static int Index(Shape shape, int channel, int row, int column) => (channel * shape.Rows + row) * shape.Columns + column;

    /// <summary>Equal bits, except that zeros may differ in sign, as in <see cref="EngineAssert"/>.</summary>
    private static void Same(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, Func<string> what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]) && (expected[i] != 0 || actual[i] != 0))
                Assert.Fail($"value {i}: {actual[i]:R} instead of {expected[i]:R}: {what()}");
    }
}
