namespace SwapScore.Randomness;

/// <summary>Draws one after the other from the stream of a <see cref="RandomKey"/>. Not thread-safe; streams are cheap, take one each.</summary>
/// <param name="key">The stream.</param>
public sealed class RandomSequence(RandomKey key)
{
    private long _block;
    private uint? _pending;

    /// <summary>32 random bits.</summary>
    public uint NextWord()
    {
        if (_pending is { } word)
        {
            _pending = null;
            return word;
        }

        var (first, second) = key.Words(_block++);
        _pending = second;
        return first;
    }

    /// <summary>A uniform integer in <c>[0, bound)</c>, without bias.</summary>
    /// <param name="bound">At least 1.</param>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);

        // Lemire's method: the high half of word·bound is uniform once the few over-represented low halves are rejected.
        var threshold = (uint)-bound % (uint)bound;
        ulong product;
        do
            product = NextWord() * (ulong)bound;
        while ((uint)product < threshold);
        return (int)(product >> 32);
    }

    /// <summary>A uniform number in <c>[0, 1)</c> with 53 bits.</summary>
    public double NextDouble()
    {
        var high = (ulong)NextWord() << 32;
        return ((high | NextWord()) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>One of the items, each with equal probability.</summary>
    public T Pick<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items[Next(items.Count)];
    }
}
