using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Randomness;

/// <summary>The vector twin of <see cref="Uniform.Pair"/>.</summary>
internal readonly unsafe struct UniformKernel : IPairKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pairs<TLanes>(RandomKey key, uint first, float* firsts, float* seconds)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        ThreefryKernel.Words<TLanes>(key, first, out var word0, out var word1);
        var step = TLanes.Broadcast(Gaussian.HalfTurnStep);
        (TLanes.FromIntegers(word0) * step).Store(firsts);
        (TLanes.FromIntegers(word1) * step).Store(seconds);
    }
}
