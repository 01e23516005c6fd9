namespace SwapScore.Randomness;

/// <summary>
/// The name of a stream of random numbers: an immutable 64-bit key. Keys are derived from keys, so that every weight of every repeat
/// of every network has a stream of its own, whatever is computed before it and on whichever thread.
/// </summary>
/// <remarks>
/// Derivation is a keyed hash (Threefry-2x32-20), not an offset into one sequence: streams of neighbouring seeds, repeats or
/// parameters share no draws.
/// </remarks>
public readonly record struct RandomKey
{
    // Bit 31 of the second counter word separates derivation from drawing.
    private const uint DerivationFlag = 0x8000_0000;

    private RandomKey(uint word0, uint word1) => (Word0, Word1) = (word0, word1);

    internal uint Word0 { get; }

    internal uint Word1 { get; }

    /// <summary>The key of a seed. Neighbouring seeds give independent keys.</summary>
    /// <param name="seed">Any number; 0 is as good as any.</param>
    public static RandomKey FromSeed(long seed)
    {
        // One hash spreads the seed over both words, so that seeds are no nearer to each other than derived keys are.
        var (word0, word1) = Threefry.Hash((uint)seed, (uint)(seed >>> 32), 0, DerivationFlag);
        return new RandomKey(word0, word1);
    }

    /// <summary>The key of one part of this stream's subject.</summary>
    /// <param name="purpose">What the part is.</param>
    /// <param name="index">Index of the key among those of the purpose.</param>
    public RandomKey Derive(RandomPurpose purpose, int index)
    {
        var (word0, word1) = Threefry.Hash(Word0, Word1, (uint)index, DerivationFlag | (uint)purpose);
        return new RandomKey(word0, word1);
    }

    /// <summary>The key that has these words.</summary>
    internal static RandomKey FromWords(uint word0, uint word1) => new(word0, word1);

    /// <summary>The key whose words are the bits of two numbers, as <c>CopyTo</c> writes them.</summary>
    /// <param name="bits">Two numbers or more.</param>
    public static RandomKey FromFloats(ReadOnlySpan<float> bits) =>
        new(BitConverter.SingleToUInt32Bits(bits[0]), BitConverter.SingleToUInt32Bits(bits[1]));

    /// <summary>Writes the words as the bits of two numbers, so that they can stand among weights.</summary>
    internal void CopyTo(Span<float> bits)
    {
        bits[0] = BitConverter.UInt32BitsToSingle(Word0);
        bits[1] = BitConverter.UInt32BitsToSingle(Word1);
    }

    /// <summary>Two of the stream's words: number 2·<paramref name="block"/> and the one after it.</summary>
    /// <param name="block">Any non-negative number.</param>
    public (uint First, uint Second) Words(long block) => Threefry.Hash(Word0, Word1, (uint)block, (uint)(block >>> 32) & ~DerivationFlag);

    /// <summary>Starts drawing from this stream.</summary>
    public RandomSequence Draw() => new(this);

    /// <summary>
    /// Fills values with independent draws of mean 0 and variance 1, normally distributed, from the beginning of the stream. They have the
    /// same bits on every machine.
    /// </summary>
    /// <param name="values">All are set.</param>
    public void FillNormal(Span<float> values) => Gaussian.Fill(this, values);

    /// <summary>The key in hexadecimal.</summary>
    public override string ToString() => $"{Word0:x8}{Word1:x8}";
}
