using System.Runtime.CompilerServices;
using SwapScore.Lanes;

namespace SwapScore.Bench;

/// <summary>As many independent multiply-adds as one core can do, on registers only: the ceiling kernels are measured against.</summary>
internal static unsafe class FmaPeak
{
    /// <summary>Multiply-adds of one call, for each lane.</summary>
    public const long MultiplyAdds = 12L * Iterations;

    private const int Iterations = 10_000;

    /// <summary>Multiply-adds a second of some threads at once, at the width the engine takes for a batch.</summary>
    public static double Rate(int threads, int batchSize) => VectorWidths.For(batchSize) switch
    {
        VectorWidth.Bits512 => Rate<Lanes512>(threads),
        VectorWidth.Bits256 => Rate<Lanes256>(threads),
        VectorWidth.Bits128 => Rate<Lanes128>(threads),
        _ => Rate<Lanes32>(threads),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* values)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11;
        s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = s8 = s9 = s10 = s11 = TLanes.Broadcast(0);
        var x = TLanes.Load(values);
        var w = TLanes.Load(values + TLanes.Count);
        for (var i = 0; i < Iterations; i++)
        {
            s0 = TLanes.MultiplyAdd(x, w, s0);
            s1 = TLanes.MultiplyAdd(x, w, s1);
            s2 = TLanes.MultiplyAdd(x, w, s2);
            s3 = TLanes.MultiplyAdd(x, w, s3);
            s4 = TLanes.MultiplyAdd(x, w, s4);
            s5 = TLanes.MultiplyAdd(x, w, s5);
            s6 = TLanes.MultiplyAdd(x, w, s6);
            s7 = TLanes.MultiplyAdd(x, w, s7);
            s8 = TLanes.MultiplyAdd(x, w, s8);
            s9 = TLanes.MultiplyAdd(x, w, s9);
            s10 = TLanes.MultiplyAdd(x, w, s10);
            s11 = TLanes.MultiplyAdd(x, w, s11);
        }

        (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11).Store(values + 2 * TLanes.Count);
    }

    private static double Rate<TLanes>(int threads)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        const int Calls = 200;
        var seconds = Timing.Fastest(() => Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            var values = stackalloc float[3 * TLanes.Count];
            for (var call = 0; call < Calls; call++)
                Run<TLanes>(values);
        }))[0];
        return (double)MultiplyAdds * TLanes.Count * Calls * threads / seconds;
    }
}
