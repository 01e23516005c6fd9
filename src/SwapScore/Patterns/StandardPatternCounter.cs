using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Patterns;

/// <summary>
/// The number of distinct standard activation patterns: the pattern of a sample is the vector of signs of all neurons, so there are at
/// most S. Instead of storing patterns of millions of neurons, samples are kept in classes that agree on every neuron seen so far; a
/// neuron on which a class disagrees splits it.
/// </summary>
/// <remarks>SWAP-Score, arXiv 2605.07378, §III-A.</remarks>
internal sealed class StandardPatternCounter : IPatternCounter, IKeyConsumer
{
    private readonly KeyFormat _format;
    private readonly int[] _classes;
    private readonly int[] _split;
    private int _count = 1;

    /// <summary>Starts with all samples alike.</summary>
    /// <param name="activations">The activations that will be observed.</param>
    /// <param name="samples">S, the number of samples.</param>
    public StandardPatternCounter(IEnumerable<Node> activations, int samples)
        : this(KeyFormat.For(activations, samples))
    {
    }

    /// <summary>Starts with all samples alike.</summary>
    /// <param name="format">Format of the keys that will be added.</param>
    internal StandardPatternCounter(KeyFormat format)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(format.Samples, 1, nameof(format));
        _format = format;
        _classes = new int[format.Samples];
        _split = new int[format.Samples];
    }

    /// <summary>Number of distinct patterns so far, 1 … S.</summary>
    public long Count => _count;

    /// <inheritdoc/>
    public bool TakesParts(Node node) => true;

    /// <inheritdoc/>
    public void Observe(in Activation activation)
    {
        // Once all samples differ nothing can change.
        if (_count < _classes.Length) SignPacker.Pack(activation, _format, this);
    }

    /// <summary>Puts all samples into one class again.</summary>
    public void Clear()
    {
        Array.Clear(_classes);
        _count = 1;
    }

    /// <summary>Does nothing: its memory is small.</summary>
    public void Dispose()
    {
    }

    void IKeyConsumer.Add(ReadOnlySpan<ulong> keys)
    {
        for (; !keys.IsEmpty && _count < _classes.Length; keys = keys[_format.Words..])
        {
            Split(keys, 0);
            if (_format.IsTernary) Split(keys, _format.NegativePlane);
        }
    }

    /// <summary>Splits every class whose samples differ in one plane of a key.</summary>
    private void Split(ReadOnlySpan<ulong> key, int plane)
    {
        // The samples without the bit keep their class, those with it move to a new one — unless the whole class has it.
        var without = _split.AsSpan(0, _count);
        without.Clear();
        for (var sample = 0; sample < _classes.Length; sample++)
            if (!HasBit(key, plane + sample))
                without[_classes[sample]] = -1;
        var count = _count;
        for (var sample = 0; sample < _classes.Length; sample++)
        {
            ref var target = ref _split[_classes[sample]];
            if (target == 0 || !HasBit(key, plane + sample)) continue;
            if (target < 0) target = count++;
            _classes[sample] = target;
        }

        _count = count;
    }

    private static bool HasBit(ReadOnlySpan<ulong> key, int bit) => (key[bit / 64] >> (bit % 64) & 1) != 0;
}
