namespace SwapScore.Engine;

/// <summary>
/// Assigns offsets in one block of memory to buffers that live for a time, reusing the space of dead ones: the best-fitting gap, or
/// the end. Works on sizes only; nothing is allocated.
/// </summary>
internal sealed class BufferAllocator
{
    /// <summary>Buffers start at multiples of a cache line, in floats.</summary>
    public const int Alignment = 16;

    private readonly SortedDictionary<long, long> _gaps = [];

    /// <summary>Size of the whole block in floats.</summary>
    public long Size { get; private set; }

    /// <summary>The offset of a new buffer.</summary>
    public long Allocate(long count)
    {
        count = Aligned(count);
        var best = -1L;
        foreach (var (offset, size) in _gaps)
            if (size >= count && (best < 0 || size < _gaps[best]))
                best = offset;
        if (best >= 0)
        {
            _gaps.Remove(best, out var size);
            if (size > count) _gaps.Add(best + count, size - count);
            return best;
        }

        // A gap at the end is extended rather than left behind.
        if (_gaps.Count > 0 && _gaps.Last() is var last && last.Key + last.Value == Size)
        {
            _gaps.Remove(last.Key);
            Size = last.Key;
        }

        Size += count;
        return Size - count;
    }

    /// <summary>Returns a buffer.</summary>
    public void Free(long offset, long count)
    {
        count = Aligned(count);
        foreach (var (start, size) in _gaps)
        {
            if (start + size == offset)
            {
                _gaps.Remove(start);
                (offset, count) = (start, size + count);
                break;
            }

            if (start > offset) break;
        }

        if (_gaps.Remove(offset + count, out var next)) count += next;
        _gaps.Add(offset, count);
    }

    private static long Aligned(long count) => (count + Alignment - 1) / Alignment * Alignment;
}
