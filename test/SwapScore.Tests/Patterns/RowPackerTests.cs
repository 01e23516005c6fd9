using CsCheck;
using SwapScore.Engine;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Patterns;
using SwapScore.Randomness;

namespace SwapScore.Tests.Patterns;

/// <summary>Values in rows against the reference, which looks signs up one by one.</summary>
public sealed unsafe class RowPackerTests
{
    private static readonly Gen<int> BatchSizes = Gen.OneOf(Gen.Int[1, 40], Gen.Const(64), Gen.Const(65), Gen.Const(130));

    [Fact]
    public void Pack_AnyWidthAndSize_IsThatOfReference() =>
        Gen.Select(BatchSizes, Gen.Int[1, 90], Gen.Int[0, 40], Gen.Bool, Gen.Int[0, 1 << 30]).ForAll(
            (samples, neurons, first, ternary, seed) =>
            {
                var stride = first + neurons + seed % 5;
                fixed (float* values = Values(samples * stride, seed))
                {
                    var format = new KeyFormat(samples, ternary);
                    var activation = Activation.InRows(Node(), 1, values, stride, samples, first + neurons);
                    var expected = new ulong[neurons * format.Words];
                    SignPacker.Reference(activation, format, first, expected);
                    foreach (var width in Enum.GetValues<VectorWidth>())
                    {
                        var actual = new ulong[expected.Length];
                        fixed (ulong* keys = actual) Assert.True(RowPacker.Pack(activation, format, first, keys, neurons, width));
                        Assert.Equal(expected, actual);
                    }
                }
            },
            cases: 300);

    [Fact]
    public void Pack_ValueThatIsNotFinite_IsReportedWhereverItIs() =>
        Gen.Select(BatchSizes, Gen.Int[1, 40], Gen.OneOf(Gen.Const(float.NaN), Gen.Const(float.PositiveInfinity), Gen.Const(float.NegativeInfinity)), Gen.Int[0, 1 << 30]).ForAll(
            (samples, neurons, broken, seed) =>
            {
                var all = Values(samples * neurons, seed);
                all[seed % all.Length] = broken;
                fixed (float* values = all)
                {
                    var activation = Activation.InRows(Node(), 1, values, neurons, samples, neurons);
                    foreach (var width in Enum.GetValues<VectorWidth>())
                        fixed (ulong* keys = new ulong[neurons * 3])
                            Assert.False(RowPacker.Pack(activation, new KeyFormat(samples, false), 0, keys, neurons, width));
                }
            },
            cases: 100);

    [Fact]
    public void Observe_RowsOfManyThreads_CountsAsOneDoes()
    {
        const int Samples = 11;
        const int Neurons = 5000;
        var counter = new PatternCounter([Node()], Samples);
        var together = new PatternCounter([Node()], Samples);
        var all = Values(Samples * Neurons, 3);
        fixed (float* values = all)
        {
            var address = (nint)values;
            counter.Observe(Activation.InRows(Node(), 1, values, Neurons, Samples, Neurons));
            Parallel.For(0, 50, part => together.Observe(Activation.InRows(Node(), 1, (float*)address + part * 100, Neurons, Samples, 100)));
        }

        var expected = Enumerable.Range(0, Neurons).Select(neuron => string.Concat(Enumerable.Range(0, Samples).Select(sample => all[sample * Neurons + neuron] > 0 ? '+' : '0'))).Distinct().Count();
        Assert.Equal(expected, counter.Count);
        Assert.Equal(expected, together.Count);
    }

    [Fact]
    public void Block_OfRows_AndRowOfBlocks_AreRefused()
    {
        fixed (float* values = new float[4])
        {
            var pointer = (nint)values;
            Assert.Throws<InvalidOperationException>(() => Activation.InRows(Node(), 1, (float*)pointer, 2, 2, 2).Block(0).Length);
            Assert.Throws<InvalidOperationException>(() => new Activation(Node(), 1, (float*)pointer, 0, 2, 2, 2).Row(0).Length);
        }
    }

    /// <summary>A third of them zero, as after a ReLU.</summary>
    private static float[] Values(int count, int seed)
    {
        var values = new float[count];
        Gaussian.Fill(RandomKey.FromSeed(seed), values);
        for (var i = 0; i < count; i += 3) values[i] = i % 2 == 0 ? 0 : -0f;
        return values;
    }

    private static Node Node()
    {
        var builder = new NetworkBuilder("rows");
        return builder.Build(builder.Relu(builder.Input(new Shape(2, 1, 1)))).Activations.Single();
    }
}
