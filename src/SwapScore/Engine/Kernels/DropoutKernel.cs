using System.Runtime.CompilerServices;
using SwapScore.Lanes;
using SwapScore.Randomness;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// Dropout: neuron n of sample s goes by word 0 of block n·S + s of the node's stream, whose upper 24 bits are a number in [0, 1).
/// </summary>
internal static unsafe class DropoutKernel
{
    // 24 bits fill the significand of a float, so that every number is exact and none rounds up to 1.
    private const float Step = 1f / (1 << 24);

    public static ReferenceTensor Reference(ReferenceTensor x, float rate, RandomKey key) =>
        ReferenceTensor.Create(x.Shape, x.Samples, (channel, row, column, sample) =>
        {
            var neuron = (channel * x.Shape.Rows + row) * x.Shape.Columns + column;
            var (word, _) = key.Words(neuron * (long)x.Samples + sample);
            return rate > (word >> 8) * Step ? 0 : x[channel, row, column, sample] * (1 / (1 - rate));
        });

    /// <summary>Consecutive neurons of one block. In place is fine.</summary>
    /// <param name="neuron">Number of the first.</param>
    /// <param name="firstSample">The sample in lane 0.</param>
    /// <param name="samples">S.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TLanes>(float* x, float* y, long neuron, int count, int firstSample, int samples, float rate, RandomKey key)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.Samples == 1)
        {
            RunSample<TLanes>(x, y, neuron, count, firstSample, samples, rate, key);
            return;
        }

        var (threshold, factor, step) = (TLanes.Broadcast(rate), TLanes.Broadcast(1 / (1 - rate)), TLanes.Broadcast(Step));
        for (var i = 0; i < count; i++, x += TLanes.Count, y += TLanes.Count)
        {
            ThreefryKernel.Words<TLanes>(key, (uint)((neuron + i) * samples + firstSample), out var word, out _);
            var uniform = TLanes.FromIntegers(TLanes.ShiftRightBits(word, 8)) * step;
            TLanes.Select(TLanes.GreaterThan(threshold, uniform), TLanes.Broadcast(0), TLanes.Load(x) * factor).Store(y);
        }
    }

    /// <summary>The same of one sample, in lanes that may be none of integers.</summary>
    private static void RunSample<TLanes>(float* x, float* y, long neuron, int count, int sample, int samples, float rate, RandomKey key)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var factor = TLanes.Broadcast(1 / (1 - rate));
        for (var i = 0; i < count; i++, x += TLanes.Count, y += TLanes.Count)
        {
            var (word, _) = key.Words((uint)((neuron + i) * samples + sample));
            (rate > (word >> 8) * Step ? TLanes.Broadcast(0) : TLanes.Load(x) * factor).Store(y);
        }
    }
}
