using SwapScore.Networks;

namespace SwapScore.Patterns;

/// <summary>
/// How the signs of one neuron over S samples become a key. Non-negative activations take one bit per sample (positive or not). Ternary
/// activations take two planes of bits, positive and negative. A key of at most 64 bits is one word with the planes end to end; in a
/// longer key each plane starts at a new word.
/// </summary>
/// <param name="Samples">S, the number of samples.</param>
/// <param name="IsTernary">Whether negative signs occur.</param>
internal readonly record struct KeyFormat(int Samples, bool IsTernary)
{
    /// <summary>Significant bits of a key: S, or 2·S if ternary.</summary>
    public int Bits => IsTernary ? 2 * Samples : Samples;

    /// <summary>64-bit words per key.</summary>
    public int Words => Bits <= 64 ? 1 : (IsTernary ? 2 : 1) * WordsPerPlane;

    /// <summary>First bit of the negative plane.</summary>
    public int NegativePlane => Bits <= 64 ? Samples : 64 * WordsPerPlane;

    private int WordsPerPlane => (Samples + 63) / 64;

    /// <summary>The narrowest format for all activations of a network: ternary as soon as one of them is.</summary>
    public static KeyFormat For(IEnumerable<Node> activations, int samples) =>
        new(samples, activations.Any(node => node.Operation.Signs == SignRange.Ternary));
}
