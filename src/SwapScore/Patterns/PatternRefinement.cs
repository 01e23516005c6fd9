using System.Buffers;

namespace SwapScore.Patterns;

/// <summary>
/// Counts distinct patterns when the samples come in groups, all neurons of one group before those of the next. Every neuron carries the
/// class of its pattern so far; the class and the signs of the next group, 32 bits each, are the key of its new class. Exact: neurons are
/// in one class if and only if all their signs agree.
/// </summary>
internal sealed class PatternRefinement : IKeyConsumer, IDisposable
{
    /// <summary>Places of the table: twice the largest number of neurons, so that it is at most half full.</summary>
    private const int MostPlaces = 1 << 30;

    private readonly WordPatternSet _set;
    private readonly uint[] _classes;
    private readonly ulong[] _keys = new ulong[SignPacker.ChunkNeurons];
    private readonly int _groupSize;
    private readonly int _samples;
    private int _firstSample;
    private int _neuron;

    /// <param name="format">Format of the signs of one group, at most 32 bits.</param>
    /// <param name="neurons">Number of neurons of every group.</param>
    /// <param name="samples">S, the samples of all groups.</param>
    public PatternRefinement(KeyFormat format, int neurons, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(format.Bits, 32, nameof(format));
        (_groupSize, _samples) = (format.Samples, samples);
        _set = new WordPatternSet(neurons, MostPlaces);
        _classes = ArrayPool<uint>.Shared.Rent(neurons);
    }

    /// <summary>Distinct patterns; known once all groups have passed.</summary>
    public long Count => _firstSample + _groupSize >= _samples
        ? _set.Count
        : throw new InvalidOperationException($"Only the samples before {_firstSample + _groupSize} of {_samples} were observed.");

    /// <summary>Says which group the next keys are of.</summary>
    /// <param name="firstSample">Number of its first sample.</param>
    public void Enter(int firstSample)
    {
        if (firstSample == _firstSample) return;
        (_firstSample, _neuron) = (firstSample, 0);
        _set.Clear();
    }

    public void Add(ReadOnlySpan<ulong> keys)
    {
        var classes = _classes.AsSpan(_neuron, keys.Length);
        _neuron += keys.Length;

        // The signs of the first group are its classes.
        if (_firstSample == 0)
        {
            for (var i = 0; i < keys.Length; i++)
                classes[i] = (uint)keys[i];
            return;
        }

        var refined = _keys.AsSpan(0, keys.Length);
        for (var i = 0; i < keys.Length; i++)
            refined[i] = (ulong)classes[i] << 32 | keys[i];
        _set.Number(refined, classes);
    }

    /// <summary>Forgets all patterns, keeps the memory.</summary>
    public void Clear() => Enter(0);

    public void Dispose()
    {
        _set.Dispose();
        ArrayPool<uint>.Shared.Return(_classes);
    }
}
