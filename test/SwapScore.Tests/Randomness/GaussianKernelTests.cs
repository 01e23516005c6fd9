using SwapScore.Engine.Lanes;
using SwapScore.Randomness;

namespace SwapScore.Tests.Randomness;

public sealed class GaussianKernelTests
{
    [Fact]
    public void Fill_AnyWidthAndLength_HasTheBitsOfTheReference()
    {
        for (var length = 0; length <= 257; length++)
        {
            var key = RandomKey.FromSeed(length);
            var expected = new float[length];
            Gaussian.Reference(key, expected);
            Assert.Equal(expected, Filled<Lanes32>(key, length));
            Assert.Equal(expected, Filled<Lanes128>(key, length));
            Assert.Equal(expected, Filled<Lanes256>(key, length));
            Assert.Equal(expected, Filled<Lanes512>(key, length));
        }
    }

    [Fact]
    public void Fill_Million_HasTheBitsOfTheReference()
    {
        // Enough draws to meet the far tail and every quarter of the circle.
        var key = RandomKey.FromSeed(1);
        var expected = new float[1_000_001];
        Gaussian.Reference(key, expected);
        Assert.Equal(expected, Filled<Lanes256>(key, expected.Length));
        Assert.Equal(expected, Filled<Lanes512>(key, expected.Length));
    }

    private static float[] Filled<TLanes>(RandomKey key, int length)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var values = new float[length];
        Gaussian.Fill<TLanes>(key, values);
        return values;
    }
}
