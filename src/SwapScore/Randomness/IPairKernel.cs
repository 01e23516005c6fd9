using SwapScore.Lanes;

namespace SwapScore.Randomness;

/// <summary>Turns every block of a stream, two words, into a pair of numbers.</summary>
internal unsafe interface IPairKernel
{
    /// <summary>Computes the pairs [first, first + lanes) of a stream.</summary>
    /// <param name="firsts">Receives the first number of each pair.</param>
    /// <param name="seconds">Receives the second number of each pair.</param>
    static abstract void Pairs<TLanes>(RandomKey key, uint first, float* firsts, float* seconds)
        where TLanes : unmanaged, ILanes<TLanes>;
}
