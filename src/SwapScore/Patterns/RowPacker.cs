using System.Runtime.CompilerServices;
using SwapScore.Engine;
using SwapScore.Lanes;

namespace SwapScore.Patterns;

/// <summary>
/// Turns activations in rows, <c>[sample][neuron]</c>, into keys: here the lanes of a vector are neurons, and every sample adds one bit to the
/// keys of all of them.
/// </summary>
internal static unsafe class RowPacker
{
    // A lane has 32 bits: it collects one bit per sample before the bits are moved to the keys.
    private const int SamplesAtOnce = 32;

    /// <summary>Adds the signs of consecutive neurons to their keys; false when a value is not finite.</summary>
    public static bool Pack(in Activation activation, KeyFormat format, int firstNeuron, Span<ulong> keys)
    {
        fixed (ulong* target = keys)
            return Pack(activation, format, firstNeuron, target, keys.Length / format.Words, VectorWidths.Accelerated[0]);
    }

    /// <summary>The same with vectors of a given width.</summary>
    public static bool Pack(in Activation activation, KeyFormat format, int firstNeuron, ulong* keys, int neurons, VectorWidth width)
    {
        fixed (float* values = activation.Row(0)[firstNeuron..])
            return Pack(values, activation.Stride, activation.Samples, format, keys, neurons, width);
    }

    /// <summary>The same with values anywhere in memory.</summary>
    /// <param name="values">The first neuron of the first sample; the neurons of a sample follow each other.</param>
    /// <param name="stride">Values from one sample to the next; may be 0 or negative.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="format">Format of the keys.</param>
    /// <param name="keys"><c>[neuron][word]</c>, zeros.</param>
    /// <param name="neurons">Number of neurons.</param>
    /// <param name="width">Width of the vectors.</param>
    public static bool Pack(float* values, long stride, int samples, KeyFormat format, ulong* keys, int neurons, VectorWidth width)
    {
        var whole = neurons / (int)width * (int)width;
        var isFinite = true;
        for (var sample = 0; sample < samples; sample += SamplesAtOnce)
        {
            var count = Math.Min(SamplesAtOnce, samples - sample);
            var row = values + sample * stride;
            isFinite &= width switch
            {
                VectorWidth.Bits512 => PackRows<Lanes512>(row, stride, count, format, sample, keys, whole),
                VectorWidth.Bits256 => PackRows<Lanes256>(row, stride, count, format, sample, keys, whole),
                VectorWidth.Bits128 => PackRows<Lanes128>(row, stride, count, format, sample, keys, whole),
                _ => PackRows<Lanes32>(row, stride, count, format, sample, keys, whole),
            };
            isFinite &= PackRows<Lanes32>(row + whole, stride, count, format, sample, keys + whole * format.Words, neurons - whole);
        }

        return isFinite;
    }

    /// <summary>Some samples of neurons that fill whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool PackRows<TLanes>(float* x, long stride, int samples, KeyFormat format, int sample, ulong* keys, int neurons)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // Zero times a finite value is 0, zero times anything else is NaN: one sum shows whether all values were finite.
        var check = TLanes.Broadcast(0);
        var signs = stackalloc uint[TLanes.Count];
        for (var neuron = 0; neuron < neurons; neuron += TLanes.Count)
        {
            TLanes positive;
            if (format.IsTernary)
            {
                (positive, var negative) = BothSigns(x + neuron, stride, samples, ref check);
                negative.Store((float*)signs);
                Put(signs, TLanes.Count, keys + neuron * format.Words, format.Words, format.NegativePlane + sample);
            }
            else
            {
                positive = PositiveSigns(x + neuron, stride, samples, ref check);
            }

            positive.Store((float*)signs);
            Put(signs, TLanes.Count, keys + neuron * format.Words, format.Words, sample);
        }

        return TLanes.SignMask(TLanes.GreaterThan(TLanes.Broadcast(1), check)) == (1u << TLanes.Count) - 1;
    }

    /// <summary>One bit per sample in the lane of every neuron: whether its value is positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes PositiveSigns<TLanes>(float* x, long stride, int samples, ref TLanes check)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var zero = TLanes.Broadcast(0);
        var (signs, bit) = (TLanes.BroadcastBits(0), TLanes.BroadcastBits(1));
        for (var sample = 0; sample < samples; sample++, x += stride)
        {
            var value = TLanes.Load(x);
            check = TLanes.MultiplyAdd(value, zero, check);
            signs = TLanes.AddBits(signs, TLanes.AndBits(TLanes.GreaterThan(value, zero), bit));
            bit = TLanes.ShiftLeftBits(bit, 1);
        }

        return signs;
    }

    /// <summary>The same, and whether its value is negative; every value is read once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Positive, TLanes Negative) BothSigns<TLanes>(float* x, long stride, int samples, ref TLanes check)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var zero = TLanes.Broadcast(0);
        var (positive, negative, bit) = (TLanes.BroadcastBits(0), TLanes.BroadcastBits(0), TLanes.BroadcastBits(1));
        for (var sample = 0; sample < samples; sample++, x += stride)
        {
            var value = TLanes.Load(x);
            check = TLanes.MultiplyAdd(value, zero, check);
            positive = TLanes.AddBits(positive, TLanes.AndBits(TLanes.GreaterThan(value, zero), bit));
            negative = TLanes.AddBits(negative, TLanes.AndBits(TLanes.GreaterThan(zero, value), bit));
            bit = TLanes.ShiftLeftBits(bit, 1);
        }

        return (positive, negative);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(uint* signs, int neurons, ulong* keys, int words, int bit)
    {
        keys += bit / 64;
        for (var neuron = 0; neuron < neurons; neuron++) keys[neuron * words] |= (ulong)signs[neuron] << (bit % 64);
    }
}
