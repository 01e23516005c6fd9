using System.Numerics;

namespace SwapScore.Patterns;

/// <summary>Patterns of few samples: one bit for each possible pattern.</summary>
internal sealed class BitmapPatternSet(int bits) : PatternSet
{
    private readonly ulong[] _seen = new ulong[Math.Max(1, (1 << bits) / 64)];

    public override long Count
    {
        get
        {
            var count = 0L;
            foreach (var word in _seen)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    public override void Add(ReadOnlySpan<ulong> keys)
    {
        var seen = _seen;
        foreach (var key in keys)
            seen[(int)(key >> 6)] |= 1UL << (int)key;
    }

    public override void Clear() => Array.Clear(_seen);
}
