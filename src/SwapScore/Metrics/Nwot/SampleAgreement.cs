using System.Numerics;
using SwapScore.Metrics.Matrices;

namespace SwapScore.Metrics.Nwot;

/// <summary>
/// Counts on how many neurons every two samples agree. Keys hold one bit per sample. 64 neurons at a time are turned into one word per sample, so
/// that a pair of samples costs one exclusive or and one population count.
/// </summary>
internal sealed class SampleAgreement(int samples)
{
    private const int Block = 64;

    private readonly long[] _disagreements = new long[samples * samples];
    private readonly ulong[] _words = new ulong[samples];
    private long _neurons;

    /// <summary>Counts the agreements of some more neurons.</summary>
    /// <param name="keys"><c>[neuron][word]</c>, bit s of a key says whether sample s is positive.</param>
    /// <param name="words">64-bit words per key.</param>
    /// <param name="times">How often each neuron counts.</param>
    public void Add(ReadOnlySpan<ulong> keys, int words, int times)
    {
        for (; !keys.IsEmpty; keys = keys[Math.Min(keys.Length, Block * words)..])
        {
            var count = Math.Min(Block, keys.Length / words);
            Transpose(keys, words, count);
            for (var i = 1; i < samples; i++)
                for (var j = 0; j < i; j++)
                    _disagreements[i * samples + j] += (long)times * BitOperations.PopCount(_words[i] ^ _words[j]);
            _neurons += (long)count * times;
        }
    }

    /// <summary>On how many neurons two samples agree.</summary>
    public long Agreements(int first, int second) => first == second
        ? _neurons
        : _neurons - _disagreements[Math.Max(first, second) * samples + Math.Min(first, second)];

    /// <summary>ln |det K| by elimination with pivots; −∞ when K is singular.</summary>
    public double LogDeterminant()
    {
        var matrix = new double[samples, samples];
        for (var i = 0; i < samples; i++)
            for (var j = 0; j < samples; j++)
                matrix[i, j] = Agreements(i, j);
        return Determinant.LogAbsolute(matrix);
    }

    /// <summary>Forgets all neurons.</summary>
    public void Clear()
    {
        Array.Clear(_disagreements);
        _neurons = 0;
    }

    /// <summary>Bit n of word s becomes bit s of key n.</summary>
    private void Transpose(ReadOnlySpan<ulong> keys, int words, int count)
    {
        Array.Clear(_words);
        for (var neuron = 0; neuron < count; neuron++)
            for (var word = 0; word < words; word++)
                for (var bits = keys[neuron * words + word]; bits != 0; bits &= bits - 1)
                    _words[word * 64 + BitOperations.TrailingZeroCount(bits)] |= 1UL << neuron;
    }
}
