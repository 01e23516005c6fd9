using System.Runtime.CompilerServices;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>The sum over the positions of a channel of products of two maps, in the four chains of <see cref="Summation"/>.</summary>
internal static unsafe class ProductSum
{
    /// <summary><c>Σ (x − mean)·y</c> over <paramref name="count"/> positions of one channel of one block, sample by sample.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TLanes Run<TLanes>(float* x, float* y, long count, TLanes mean)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes s0, s1, s2, s3;
        s0 = s1 = s2 = s3 = TLanes.Broadcast(0);
        var i = 0L;
        for (; i <= count - Summation.Chains; i += Summation.Chains, x += Summation.Chains * TLanes.Count, y += Summation.Chains * TLanes.Count)
        {
            s0 = Add(x, y, mean, s0);
            s1 = Add(x + TLanes.Count, y + TLanes.Count, mean, s1);
            s2 = Add(x + 2 * TLanes.Count, y + 2 * TLanes.Count, mean, s2);
            s3 = Add(x + 3 * TLanes.Count, y + 3 * TLanes.Count, mean, s3);
        }

        if (i < count) s0 = Add(x, y, mean, s0);
        if (i + 1 < count) s1 = Add(x + TLanes.Count, y + TLanes.Count, mean, s1);
        if (i + 2 < count) s2 = Add(x + 2 * TLanes.Count, y + 2 * TLanes.Count, mean, s2);
        return (s0 + s1) + (s2 + s3);
    }

    /// <summary>Plain loops, like the formula, for one channel of one sample.</summary>
    public static float Reference(ReferenceTensor x, ReferenceTensor y, int channel, int sample, float mean) => Summation.Reference(
        (int)x.Shape.Area,
        (sum, p) => MathF.FusedMultiplyAdd(
            x[channel, p / x.Shape.Columns, p % x.Shape.Columns, sample] - mean, y[channel, p / x.Shape.Columns, p % x.Shape.Columns, sample], sum));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Add<TLanes>(float* x, float* y, TLanes mean, TLanes sum)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.MultiplyAdd(TLanes.Load(x) - mean, TLanes.Load(y), sum);
}
