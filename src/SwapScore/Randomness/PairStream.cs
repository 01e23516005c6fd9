using System.Runtime.Intrinsics;
using SwapScore.Lanes;

namespace SwapScore.Randomness;

/// <summary>
/// Numbers from the pairs of a stream. For n numbers and h = ⌈n/2⌉ the first of pair i is number i and the second number h + i, so that
/// consecutive blocks fill consecutive places in two runs.
/// </summary>
internal static class PairStream
{
    /// <summary>Fills values from the stream of a key with the widest vectors there are; the values do not depend on it.</summary>
    public static void Fill<TKernel>(RandomKey key, Span<float> values)
        where TKernel : IPairKernel
    {
        if (Vector512.IsHardwareAccelerated)
            Fill<Lanes512, TKernel>(key, values);
        else if (Vector256.IsHardwareAccelerated)
            Fill<Lanes256, TKernel>(key, values);
        else if (Vector128.IsHardwareAccelerated)
            Fill<Lanes128, TKernel>(key, values);
        else
            Fill<Lanes32, TKernel>(key, values);
    }

    /// <summary>The same with a given width.</summary>
    public static unsafe void Fill<TLanes, TKernel>(RandomKey key, Span<float> values)
        where TLanes : unmanaged, ILanes<TLanes>
        where TKernel : IPairKernel
    {
        var half = (values.Length + 1) / 2;
        var pairs = stackalloc float[2 * TLanes.Count];
        fixed (float* firsts = values, seconds = values[half..])
        {
            // Whole vectors of both runs first; what is left of them goes by way of a vector beside.
            var whole = (values.Length - half) / TLanes.Count * TLanes.Count;
            for (var i = 0; i < whole; i += TLanes.Count) TKernel.Pairs<TLanes>(key, (uint)i, firsts + i, seconds + i);
            for (var i = whole; i < half; i += TLanes.Count)
            {
                TKernel.Pairs<TLanes>(key, (uint)i, pairs, pairs + TLanes.Count);
                new ReadOnlySpan<float>(pairs, Math.Min(TLanes.Count, half - i)).CopyTo(values[i..half]);
                new ReadOnlySpan<float>(pairs + TLanes.Count, Math.Clamp(values.Length - half - i, 0, TLanes.Count)).CopyTo(values[Math.Min(half + i, values.Length)..]);
            }
        }
    }

    /// <summary>The same, a pair at a time.</summary>
    public static void Reference(RandomKey key, Span<float> values, Func<uint, uint, (float First, float Second)> pair)
    {
        var half = (values.Length + 1) / 2;
        var seconds = values[half..];
        for (var i = 0; i < half; i++)
        {
            var (word0, word1) = key.Words(i);
            var (first, second) = pair(word0, word1);
            values[i] = first;
            if (i < seconds.Length) seconds[i] = second;
        }
    }
}
