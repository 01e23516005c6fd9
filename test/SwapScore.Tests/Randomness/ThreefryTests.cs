using SwapScore.Randomness;

namespace SwapScore.Tests.Randomness;

public sealed class ThreefryTests
{
    // Known answers of the Random123 distribution for threefry2x32-20.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0x6b200159u, 0x99ba4efeu)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x1cb996fcu, 0xbb002be7u)]
    [InlineData(0x13198a2eu, 0x03707344u, 0x243f6a88u, 0x85a308d3u, 0xc4923a9cu, 0x483df7a0u)]
    public void Hash_PublishedVectors_Agree(uint key0, uint key1, uint counter0, uint counter1, uint word0, uint word1) =>
        Assert.Equal((word0, word1), Threefry.Hash(key0, key1, counter0, counter1));
}
