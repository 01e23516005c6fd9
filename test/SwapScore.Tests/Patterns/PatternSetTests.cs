using CsCheck;
using SwapScore.Patterns;
using SwapScore.Randomness;

namespace SwapScore.Tests.Patterns;

/// <summary>Every set counts what a plain set of strings counts, whatever the width of the keys.</summary>
public sealed class PatternSetTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(8, false)]
    [InlineData(16, false)]
    [InlineData(20, false)]
    [InlineData(21, false)]
    [InlineData(64, false)]
    [InlineData(65, false)]
    [InlineData(1024, false)]
    [InlineData(10, true)]
    [InlineData(11, true)]
    [InlineData(32, true)]
    [InlineData(33, true)]
    [InlineData(512, true)]
    public void Count_RandomKeys_IsThatOfNaiveSet(int samples, bool ternary)
    {
        var format = new KeyFormat(samples, ternary);
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[1, 5_000], Gen.Long).ForAll(
            (count, variety, seed) =>
            {
                // A small variety of keys makes repetitions, a large one makes the tables grow.
                var keys = new ulong[count * format.Words];
                var draw = RandomKey.FromSeed(seed).Draw();
                for (var i = 0; i < count; i++)
                {
                    var key = RandomKey.FromSeed(draw.Next(variety)).Draw();
                    for (var bit = 0; bit < Math.Min(format.Bits, 40); bit++)
                        if (key.Next(2) == 1)
                            keys[i * format.Words + bit * format.Words / 40] |= 1UL << (int)(bit % Math.Min(64, format.Bits));
                }

                var naive = keys.Chunk(format.Words).Select(key => string.Join(',', key)).Distinct().Count();
                var set = PatternSet.For(format);
                set.Add(keys);
                Assert.Equal(naive, set.Count);
                set.Add(keys);
                Assert.Equal(naive, set.Count);
                set.Clear();
                Assert.Equal(0, set.Count);
                set.Add(keys);
                Assert.Equal(naive, set.Count);
            },
            cases: 8);
    }

    [Fact]
    public void Count_KeyZeroAndAllOnes_AreKeys()
    {
        foreach (var format in new KeyFormat[] { new(16, false), new(64, false), new(100, false) })
        {
            var set = PatternSet.For(format);
            set.Add(new ulong[format.Words]);
            Assert.Equal(1, set.Count);
            var ones = new ulong[format.Words];
            Array.Fill(ones, format.Bits < 64 ? (1UL << format.Bits) - 1 : ulong.MaxValue);
            set.Add(ones);
            Assert.Equal(2, set.Count);
        }
    }
}
