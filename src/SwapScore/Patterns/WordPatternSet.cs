using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SwapScore.Patterns;

/// <summary>
/// Patterns of at most 64 bits: open addressing with linear probing, at most half full. The key 0 marks an empty place. Tables of large
/// networks have tens of megabytes; they come from the shared pool and go back to it.
/// </summary>
internal sealed class WordPatternSet : PatternSet
{
    private const int LeastPlaces = 1 << 12;

    // A megabyte, near the processor: networks may have far fewer patterns than neurons, and a larger table is slower even where it is empty.
    private const int MostPlacesAtOnce = 1 << 17;

    // Keys ahead of the one being inserted whose places are fetched: the table is larger than the nearest caches.
    private const int Ahead = 12;

    private ulong[] _places;
    private int _mask;
    private int _count;
    private bool _hasZero;

    /// <param name="expected">Keys expected; room is made at once for all of them to be different, as far as allowed.</param>
    /// <param name="most">Most places made at once.</param>
    public WordPatternSet(long expected, int most = MostPlacesAtOnce) =>
        (_places, _mask) = Rent((int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(2 * expected, LeastPlaces, most)));

    public override long Count => _count + (_hasZero ? 1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(ReadOnlySpan<ulong> keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (i + Ahead < keys.Length) Prefetch(_places, _mask, keys[i + Ahead]);
            var key = keys[i];
            if (key == 0)
                _hasZero = true;
            else if (Insert(_places, _mask, key, out _) && ++_count > _mask / 2)
                Grow();
        }
    }

    /// <summary>Adds keys and replaces each by its place, a number of its own. Only for sets that were made large enough and never grow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Number(ReadOnlySpan<ulong> keys, Span<uint> places)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (i + Ahead < keys.Length) Prefetch(_places, _mask, keys[i + Ahead]);
            var place = _mask + 1;
            if (keys[i] == 0)
                _hasZero = true;
            else if (Insert(_places, _mask, keys[i], out place))
                _count++;
            places[i] = (uint)place;
        }
    }

    public override void Clear()
    {
        Array.Clear(_places, 0, _mask + 1);
        (_count, _hasZero) = (0, false);
    }

    public override void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(_places);
        (_places, _mask) = ([0], 0);
        base.Dispose();
    }

    /// <summary>Cleared places, as many as asked for; the array may be longer.</summary>
    private static (ulong[] Places, int Mask) Rent(int count)
    {
        var places = ArrayPool<ulong>.Shared.Rent(count);
        Array.Clear(places, 0, count);
        return (places, count - 1);
    }

    private static unsafe void Prefetch(ulong[] places, int mask, ulong key)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref places[Place(key, mask)]));
    }

    private static int Place(ulong key, int mask) => (int)(Hashing.Mix(key) >> 32) & mask;

    private static bool Insert(ulong[] places, int mask, ulong key, out int place)
    {
        place = Place(key, mask);
        while (places[place] != 0)
        {
            if (places[place] == key) return false;
            place = (place + 1) & mask;
        }

        places[place] = key;
        return true;
    }

    private void Grow()
    {
        var (places, count) = (_places, _mask + 1);
        (_places, _mask) = Rent(2 * count);
        foreach (var key in places.AsSpan(0, count))
            if (key != 0)
                Insert(_places, _mask, key, out _);
        ArrayPool<ulong>.Shared.Return(places);
    }
}
