using System.Numerics;
using System.Runtime.CompilerServices;

namespace SwapScore.Patterns;

/// <summary>
/// Patterns of few samples: one bit for each possible pattern. Neighbouring neurons tend to have equal patterns, and ticking off the
/// same word twice in a row makes the second wait for the first; two bitmaps in turn halve the wait.
/// </summary>
internal sealed class BitmapPatternSet(int bits) : PatternSet
{
    private readonly ulong[] _even = new ulong[Math.Max(1, (1 << bits) / 64)];
    private readonly ulong[] _odd = new ulong[Math.Max(1, (1 << bits) / 64)];

    public override long Count
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get
        {
            var count = 0L;
            for (var i = 0; i < _even.Length; i++)
                count += BitOperations.PopCount(_even[i] | _odd[i]);
            return count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(ReadOnlySpan<ulong> keys)
    {
        var (even, odd) = (_even, _odd);
        for (; keys.Length >= 2; keys = keys[2..])
        {
            var (first, second) = (keys[0], keys[1]);
            even[(int)(first >> 6)] |= 1UL << (int)first;
            odd[(int)(second >> 6)] |= 1UL << (int)second;
        }

        if (!keys.IsEmpty) even[(int)(keys[0] >> 6)] |= 1UL << (int)keys[0];
    }

    public override void Clear()
    {
        Array.Clear(_even);
        Array.Clear(_odd);
    }
}
