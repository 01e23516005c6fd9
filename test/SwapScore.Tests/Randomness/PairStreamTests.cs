using SwapScore.Lanes;
using SwapScore.Randomness;

namespace SwapScore.Tests.Randomness;

public sealed class PairStreamTests
{
    [Fact]
    public void Fill_GaussianOfAnyWidthAndLength_HasTheBitsOfTheReference() => AssertWidths<GaussianKernel>(Gaussian.Pair);

    [Fact]
    public void Fill_UniformOfAnyWidthAndLength_HasTheBitsOfTheReference() => AssertWidths<UniformKernel>(Uniform.Pair);

    [Fact]
    public void Fill_Million_HasTheBitsOfTheReference()
    {
        // Enough draws to meet the far tail and every quarter of the circle.
        var key = RandomKey.FromSeed(1);
        var expected = new float[1_000_001];
        PairStream.Reference(key, expected, Gaussian.Pair);
        Assert.Equal(expected, Filled<Lanes256, GaussianKernel>(key, expected.Length));
        Assert.Equal(expected, Filled<Lanes512, GaussianKernel>(key, expected.Length));
    }

    [Fact]
    public void Uniform_HasItsMomentsAndRange()
    {
        var values = new float[1_000_000];
        Uniform.Fill(RandomKey.FromSeed(7), values);
        Assert.All(values, value => Assert.InRange(value, -1, 1));
        Assert.Equal(0, values.Average(value => (double)value), 0.003);
        Assert.Equal(1.0 / 3, values.Average(value => (double)value * value), 0.002);
        Assert.Equal(1.0 / 5, values.Average(value => Math.Pow(value, 4)), 0.002);
        Assert.Equal(0, values.Zip(values.Skip(1)).Average(pair => (double)pair.First * pair.Second), 0.002);
    }

    private static void AssertWidths<TKernel>(Func<uint, uint, (float, float)> pair)
        where TKernel : IPairKernel
    {
        for (var length = 0; length <= 257; length++)
        {
            var key = RandomKey.FromSeed(length);
            var expected = new float[length];
            PairStream.Reference(key, expected, pair);
            Assert.Equal(expected, Filled<Lanes32, TKernel>(key, length));
            Assert.Equal(expected, Filled<Lanes128, TKernel>(key, length));
            Assert.Equal(expected, Filled<Lanes256, TKernel>(key, length));
            Assert.Equal(expected, Filled<Lanes512, TKernel>(key, length));
        }
    }

    private static float[] Filled<TLanes, TKernel>(RandomKey key, int length)
        where TLanes : unmanaged, ILanes<TLanes>
        where TKernel : IPairKernel
    {
        var values = new float[length];
        PairStream.Fill<TLanes, TKernel>(key, values);
        return values;
    }
}
