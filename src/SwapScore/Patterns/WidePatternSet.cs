using System.Runtime.CompilerServices;

namespace SwapScore.Patterns;

/// <summary>
/// Patterns of several words: the different keys stand one after the other in one array, an open-addressing table holds their
/// numbers. Exact: keys are compared in full.
/// </summary>
internal sealed class WidePatternSet(int words) : PatternSet
{
    // Places hold the number of a key plus one; 0 is empty. The table is kept at most half full.
    private int[] _places = new int[1 << 12];
    private ulong[] _keys = new ulong[(1 << 11) * words];
    private int _count;

    public override long Count => _count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(ReadOnlySpan<ulong> keys)
    {
        for (; !keys.IsEmpty; keys = keys[words..])
        {
            var key = keys[..words];
            var place = Find(key);
            if (_places[place] != 0) continue;
            if ((_count + 1) * (long)words > _keys.Length) Array.Resize(ref _keys, checked(2 * _keys.Length));
            key.CopyTo(_keys.AsSpan(_count * words));
            _places[place] = ++_count;
            if (_count > _places.Length / 2) Grow();
        }
    }

    public override void Clear()
    {
        Array.Clear(_places);
        _count = 0;
    }

    private int Find(ReadOnlySpan<ulong> key)
    {
        var mask = _places.Length - 1;
        var place = (int)(Hashing.Mix(key) >> 32) & mask;
        while (_places[place] != 0 && !KeyAt(_places[place] - 1).SequenceEqual(key))
            place = (place + 1) & mask;
        return place;
    }

    private void Grow()
    {
        _places = new int[2 * _places.Length];
        for (var number = 0; number < _count; number++)
            _places[Find(KeyAt(number))] = number + 1;
    }

    private ReadOnlySpan<ulong> KeyAt(int number) => _keys.AsSpan(number * words, words);
}
