using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// The fixed order in which the positions of a channel are summed, lane by lane: four chains over the positions modulo four, joined as
/// (0 + 1) + (2 + 3). Four chains hide the latency of an addition; the order never depends on the width.
/// </summary>
internal static unsafe class Summation
{
    public const int Chains = 4;

    /// <summary>The sum of f over the positions 0 … count − 1, in the order above.</summary>
    public static float Reference(int count, Func<float, int, float> accumulate)
    {
        Span<float> chains = stackalloc float[Chains];
        for (var position = 0; position < count; position++)
            chains[position % Chains] = accumulate(chains[position % Chains], position);
        return (chains[0] + chains[1]) + (chains[2] + chains[3]);
    }

    /// <summary>Sum of <paramref name="count"/> vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TLanes Sum<TLanes>(float* x, long count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes s0, s1, s2, s3;
        s0 = s1 = s2 = s3 = TLanes.Broadcast(0);
        var i = 0L;
        for (; i <= count - Chains; i += Chains, x += Chains * TLanes.Count)
        {
            s0 += TLanes.Load(x);
            s1 += TLanes.Load(x + TLanes.Count);
            s2 += TLanes.Load(x + 2 * TLanes.Count);
            s3 += TLanes.Load(x + 3 * TLanes.Count);
        }

        if (i < count) s0 += TLanes.Load(x);
        if (i + 1 < count) s1 += TLanes.Load(x + TLanes.Count);
        if (i + 2 < count) s2 += TLanes.Load(x + 2 * TLanes.Count);
        return (s0 + s1) + (s2 + s3);
    }

    /// <summary>Sum of the squares of the distances of <paramref name="count"/> vectors from a mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TLanes SumOfSquares<TLanes>(float* x, long count, TLanes mean)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes s0, s1, s2, s3;
        s0 = s1 = s2 = s3 = TLanes.Broadcast(0);
        var i = 0L;
        for (; i <= count - Chains; i += Chains, x += Chains * TLanes.Count)
        {
            s0 = AddSquare(x, mean, s0);
            s1 = AddSquare(x + TLanes.Count, mean, s1);
            s2 = AddSquare(x + 2 * TLanes.Count, mean, s2);
            s3 = AddSquare(x + 3 * TLanes.Count, mean, s3);
        }

        if (i < count) s0 = AddSquare(x, mean, s0);
        if (i + 1 < count) s1 = AddSquare(x + TLanes.Count, mean, s1);
        if (i + 2 < count) s2 = AddSquare(x + 2 * TLanes.Count, mean, s2);
        return (s0 + s1) + (s2 + s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes AddSquare<TLanes>(float* x, TLanes mean, TLanes sum)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var distance = TLanes.Load(x) - mean;
        return TLanes.MultiplyAdd(distance, distance, sum);
    }
}
