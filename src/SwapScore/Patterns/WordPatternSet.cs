using System.Runtime.CompilerServices;

namespace SwapScore.Patterns;

/// <summary>Patterns of at most 64 bits: open addressing with linear probing, at most half full. The key 0 marks an empty place.</summary>
internal sealed class WordPatternSet : PatternSet
{
    private ulong[] _places = new ulong[1 << 12];
    private int _count;
    private bool _hasZero;

    public override long Count => _count + (_hasZero ? 1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(ReadOnlySpan<ulong> keys)
    {
        foreach (var key in keys)
        {
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

    private static bool Insert(ulong[] places, ulong key)
    {
        var mask = places.Length - 1;
        var place = (int)(Hashing.Mix(key) >> 32) & mask;
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
        var grown = new ulong[2 * _places.Length];
        foreach (var key in _places)
            if (key != 0)
                Insert(grown, key);
        _places = grown;
    }
}
