using System.Numerics;
using SwapScore.Engine;

namespace SwapScore.Patterns;

/// <summary>
/// Counts distinct patterns in every sub-batch of a few samples, so that the counts do not depend on the size of the batch. Samples after the last whole
/// sub-batch are left out; a batch of fewer samples is one sub-batch. A sign is whether a value is positive, for every activation function.
/// </summary>
internal sealed class SubBatches : IKeyConsumer
{
    /// <summary>Samples of a sub-batch, unless another size is wanted.</summary>
    public const int DefaultSize = 16;

    private readonly ulong[][] _seen;
    private readonly int _size;
    private KeyFormat _format;
    private int _first;

    /// <param name="samples">S, the number of samples of the batch.</param>
    /// <param name="size">Samples of a sub-batch, 1 … 16; where samples come in groups, a group holds whole sub-batches.</param>
    public SubBatches(int samples, int size = DefaultSize)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, DefaultSize);
        (Count, _size) = (Math.Max(1, samples / size), Math.Min(samples, size));
        _seen = [.. Enumerable.Range(0, Count).Select(_ => new ulong[Math.Max(1, (1 << _size) / 64)])];
    }

    /// <summary>Number of sub-batches of the batch.</summary>
    public int Count { get; }

    /// <summary>Adds the patterns of a map.</summary>
    /// <param name="activation">The whole map, for the batch or for a group of its samples.</param>
    /// <exception cref="NonFiniteException">A value is NaN or infinite and so has no sign.</exception>
    public void Add(in Activation activation)
    {
        _first = activation.FirstSample / _size;
        _format = new KeyFormat(activation.Samples, IsTernary: false);
        SignPacker.Pack(activation, _format, this);
    }

    /// <summary>The numbers of distinct patterns of the sub-batches, summed; counting starts afresh.</summary>
    public long TakePatterns()
    {
        var patterns = 0L;
        foreach (var seen in _seen)
        {
            foreach (var word in seen)
                patterns += BitOperations.PopCount(word);
            Array.Clear(seen);
        }

        return patterns;
    }

    void IKeyConsumer.Add(ReadOnlySpan<ulong> keys)
    {
        var mask = (1UL << _size) - 1;
        for (var part = 0; part < _format.Samples / _size && _first + part < Count; part++)
        {
            // A sub-batch never lies across two words: its size divides 64, or it is the only one.
            var (seen, shift) = (_seen[_first + part], part * _size % 64);
            for (var at = part * _size / 64; at < keys.Length; at += _format.Words)
            {
                var pattern = keys[at] >> shift & mask;
                seen[pattern >> 6] |= 1UL << (int)pattern;
            }
        }
    }
}
