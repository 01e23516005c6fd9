using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Tests.Engine;

/// <summary>Runs a network on every vector width and compares each value's bits with the reference.</summary>
internal static class EngineAssert
{
    public static void MatchesReference(
        Network network, Batch batch, RandomKey key, NormalizationMode mode = NormalizationMode.Batch, int threads = 1, VectorWidth? only = null)
    {
        var expected = ReferenceExecutor.Run(network, batch, new TestInitializer(), key, mode);
        foreach (var width in only is { } one ? [one] : Enum.GetValues<VectorWidth>())
        {
            // Once with every node kept, once with only the outputs: fusion and reuse of memory happen in the second.
            Compare(network, batch, key, mode, width, threads, expected, _ => true);
            Compare(network, batch, key, mode, width, threads, expected, network.Outputs.Contains);
            Compare(network, batch, key, mode, width, threads, expected, network.Activations.ToHashSet().Contains);
        }
    }

    public static Batch RandomBatch(Shape shape, int size, RandomKey key)
    {
        var values = new float[shape.Count * size];
        Gaussian.Fill(key.Derive(RandomPurpose.Noise, size), values);
        return new Batch(shape, values, "random");
    }

    private static void Compare(
        Network network, Batch batch, RandomKey key, NormalizationMode mode, VectorWidth width, int threads,
        IReadOnlyList<SwapScore.Engine.Kernels.ReferenceTensor> expected, Func<Node, bool> observed)
    {
        var plan = Plan.Compile(network, batch.Size, new PlanOptions { Observed = observed, Normalization = mode, Width = width });
        using var executor = new Executor(threads);
        executor.Load(plan, batch);

        // Twice: the second run meets the memory the first has left behind.
        for (var run = 0; run < 2; run++)
        {
            var actual = new CollectingObserver();
            executor.Initialize(new TestInitializer(), key);
            executor.Run(actual);
            var seen = network.Nodes.Where(observed).Select(node => network.Canonical[node.Index]).Distinct().Count();
            Assert.Equal(seen, actual.Values.Count);
            foreach (var (index, values) in actual.Values)
                for (var i = 0; i < values.Length; i++)
                    if (!SameBits(expected[index].Values[i], values[i]))
                        Assert.Fail($"{network.Nodes[index]}, value {i}, {width}, {batch.Size} samples: {values[i]:R} instead of {expected[index].Values[i]:R}\n{network.Dump()}");
        }
    }

    /// <summary>Equal bits, except that zeros may differ in sign: dropping a zero from a sum can turn +0 into −0.</summary>
    private static bool SameBits(float a, float b) =>
        BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (a == 0 && b == 0);
}
