using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>
/// The fixed order in which samples are summed in gradients by weights: sixteen chains, sample s in chain s mod 16, which join in halves:
/// chain c with chain c + 8, then c with c + 4, c + 2, c + 1. Sixteen are the lanes of the widest vector, so a chain is a lane there.
/// </summary>
internal static unsafe class SampleChains
{
    public const int Count = 16;

    /// <summary>Vectors that hold all chains, or as many as there are blocks of samples.</summary>
    public static int Vectors<TLanes>(int blocks)
        where TLanes : unmanaged, ILanes<TLanes> => Math.Min(Count / TLanes.Samples, blocks);

    /// <summary>The sum of the chains.</summary>
    public static float Join(ReadOnlySpan<float> chains)
    {
        Span<float> sums = stackalloc float[Count];
        chains.CopyTo(sums);
        for (var half = Count / 2; half > 0; half /= 2)
            for (var i = 0; i < half; i++)
                sums[i] += sums[i + half];
        return sums[0];
    }

    /// <summary>Joins the chains of one sum and stores it, a float or, in double precision, a double.</summary>
    /// <param name="chains">The first vector of chains.</param>
    /// <param name="stride">Distance between vectors in floats.</param>
    /// <param name="vectors">How many there are; the others are zero.</param>
    /// <param name="target">Where the result goes.</param>
    /// <param name="isAdded">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join<TLanes>(float* chains, long stride, int vectors, float* target, bool isAdded)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.IsDouble || TLanes.HasTangents)
        {
            JoinWide<TLanes>(chains, stride, vectors, target, isAdded);
            return;
        }

        Vector512<float> all;
        if (TLanes.Count == Count)
        {
            all = Vector512.Load(chains);
        }
        else
        {
            var sums = stackalloc float[Count];
            for (var chain = 0; chain < Count; chain++)
                sums[chain] = chain / TLanes.Count < vectors ? chains[chain / TLanes.Count * stride + chain % TLanes.Count] : 0;
            all = Vector512.Load(sums);
        }

        var eight = all.GetLower() + all.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        var sum = (four[0] + four[2]) + (four[1] + four[3]);
        *target = isAdded ? *target + sum : sum;
    }

    /// <summary>The same in double precision, or with tangents, or both.</summary>
    private static void JoinWide<TLanes>(float* chains, long stride, int vectors, float* target, bool isAdded)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sums = stackalloc DualNumber[Count];
        for (var chain = 0; chain < Count; chain++)
        {
            var vector = chains + chain / TLanes.Samples * stride;
            sums[chain] = chain / TLanes.Samples < vectors ? LaneSizes.ReadSample<TLanes>(vector, chain % TLanes.Samples) : 0;
        }

        // A sum of two floats in double precision, rounded once more, is the sum in single precision.
        for (var half = Count / 2; half > 0; half /= 2)
            for (var i = 0; i < half; i++)
                sums[i] = TLanes.Round(sums[i] + sums[i + half]);
        LaneSizes.StoreGradient<TLanes>(target, sums[0], isAdded);
    }
}
