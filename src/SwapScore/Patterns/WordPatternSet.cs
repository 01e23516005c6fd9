using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SwapScore.Patterns;

/// <summary>Patterns of at most 64 bits: open addressing with linear probing, at most half full. The key 0 marks an empty place.</summary>
/// <param name="expected">Keys expected; room is made at once for half of them to be different, and more when it is needed.</param>
internal sealed class WordPatternSet(long expected) : PatternSet
{
    // Keys ahead of the one being inserted whose places are fetched: the table is larger than the nearest caches.
    private const int Ahead = 12;

    private ulong[] _places = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(expected, 1 << 12, 1 << 26))];
    private int _count;
    private bool _hasZero;

    public override long Count => _count + (_hasZero ? 1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(ReadOnlySpan<ulong> keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (i + Ahead < keys.Length) Prefetch(_places, keys[i + Ahead]);
            var key = keys[i];
            if (key == 0)
                _hasZero = true;
            else if (Insert(_places, key) && ++_count > _places.Length / 2)
                Grow();
        }
    }

    public override void Clear()
    {
        Array.Clear(_places);
        (_count, _hasZero) = (0, false);
    }

    private static unsafe void Prefetch(ulong[] places, ulong key)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref places[Place(key, places.Length)]));
    }

    private static int Place(ulong key, int length) => (int)(Hashing.Mix(key) >> 32) & (length - 1);

    private static bool Insert(ulong[] places, ulong key)
    {
        var place = Place(key, places.Length);
        while (places[place] != 0)
        {
            if (places[place] == key) return false;
            place = (place + 1) & (places.Length - 1);
        }

        places[place] = key;
        return true;
    }

    private void Grow()
    {
        var grown = new ulong[2 * _places.Length];
        foreach (var key in _places)
            if (key != 0)
                Insert(grown, key);
        _places = grown;
    }
}
