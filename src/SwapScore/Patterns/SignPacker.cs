using System.Buffers;
using System.Runtime.CompilerServices;
using SwapScore.Engine;
using SwapScore.Lanes;

namespace SwapScore.Patterns;

/// <summary>
/// Turns activations into keys with one comparison and one mask per vector: the bits of the samples are the key. There is no matrix of
/// signs anywhere.
/// </summary>
internal static unsafe class SignPacker
{
    /// <summary>
    /// Keys made at a time. 512 keys of one word are 4 KiB and come from 32 KiB of values at 16 lanes: both stay in the nearest caches until
    /// the consumer has read them. Fewer keys would take the lock of the consumer more often.
    /// </summary>
    public const int ChunkNeurons = 512;

    /// <summary>Hands the keys of all neurons to a consumer, a chunk at a time; several threads may do so at once, and the consumer gets one chunk after the other.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="format">Format of the keys.</param>
    /// <param name="consumer">Receives <c>[neuron][word]</c>.</param>
    /// <exception cref="NonFiniteException">A value is NaN or infinite and so has no sign.</exception>
    public static void Pack<TConsumer>(in Activation activation, KeyFormat format, TConsumer consumer)
        where TConsumer : class, IKeyConsumer
    {
        var chunk = ArrayPool<ulong>.Shared.Rent(ChunkNeurons * format.Words);
        try
        {
            for (var first = 0; first < activation.Neurons; first += ChunkNeurons)
            {
                var keys = chunk.AsSpan(0, Math.Min(ChunkNeurons, activation.Neurons - first) * format.Words);
                if (!PackChunk(activation, format, first, keys))
                    throw new NonFiniteException($"{activation.Node.Name}: an activation is NaN or infinite and has no sign");
                lock (consumer) consumer.Add(keys);
            }
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(chunk);
        }
    }

    /// <summary>The sign at every value, looked up one by one, like the definition.</summary>
    public static void Reference(in Activation activation, KeyFormat format, int firstNeuron, Span<ulong> keys)
    {
        keys.Clear();
        for (var neuron = 0; neuron < keys.Length / format.Words; neuron++)
            for (var sample = 0; sample < activation.Samples; sample++)
            {
                var value = activation.Sample(sample)[firstNeuron + neuron];
                var bit = value > 0 ? sample : format.IsTernary && value < 0 ? format.NegativePlane + sample : -1;
                if (bit >= 0) keys[neuron * format.Words + bit / 64] |= 1UL << (bit % 64);
            }
    }

    /// <summary>Packs consecutive neurons; false when a value is not finite.</summary>
    public static bool PackChunk(in Activation activation, KeyFormat format, int firstNeuron, Span<ulong> keys)
    {
        keys.Clear();
        if (activation.HasRows) return RowPacker.Pack(activation, format, firstNeuron, keys);
        var isFinite = true;
        for (var block = 0; block < activation.Blocks; block++)
            fixed (float* values = activation.Block(block)[(firstNeuron * activation.Lanes)..])
            fixed (ulong* target = keys)
            {
                var neurons = keys.Length / format.Words;
                isFinite &= activation.Lanes switch
                {
                    >= 16 when VectorWidths.IsAccelerated(VectorWidth.Bits512) => PackBlock<Lanes512>(values, activation, block, format, target, neurons),
                    >= 8 when VectorWidths.IsAccelerated(VectorWidth.Bits256) => PackBlock<Lanes256>(values, activation, block, format, target, neurons),
                    >= 4 when VectorWidths.IsAccelerated(VectorWidth.Bits128) => PackBlock<Lanes128>(values, activation, block, format, target, neurons),
                    _ => PackBlock<Lanes32>(values, activation, block, format, target, neurons),
                };
            }

        return isFinite;
    }

    private static bool PackBlock<TLanes>(float* values, in Activation activation, int block, KeyFormat format, ulong* keys, int neurons)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var finite = uint.MaxValue;
        for (var offset = 0; offset < activation.Lanes; offset += TLanes.Count)
        {
            // Lanes past the last sample are masked out, so they leak neither into keys nor into the check.
            var sample = block * activation.Lanes + offset;
            var used = activation.Samples - sample;
            if (used <= 0) break;
            var mask = used >= 32 ? uint.MaxValue : (1u << used) - 1;
            finite &= PackPlane<TLanes>(values + offset, activation.Lanes, 1, mask, sample, keys, format.Words, neurons) | ~mask;
            if (format.IsTernary)
                PackPlane<TLanes>(values + offset, activation.Lanes, -1, mask, format.NegativePlane + sample, keys, format.Words, neurons);
        }

        return (finite | ~LanesMask<TLanes>()) == uint.MaxValue;
    }

    /// <summary>Adds the bits of the values whose sign is that of <paramref name="direction"/>; returns in which lanes all values were finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint PackPlane<TLanes>(float* x, long stride, float direction, uint mask, int bit, ulong* keys, long words, int neurons)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var factor = TLanes.Broadcast(direction);
        var zero = TLanes.Broadcast(0);
        var shift = bit % 64;
        var end = keys + neurons * words;

        // Zero times a finite value is 0, zero times anything else is NaN: one sum shows whether all values were finite.
        var check = zero;
        for (var key = keys + bit / 64; key < end; key += words, x += stride)
        {
            var value = TLanes.Load(x) * factor;
            check = TLanes.MultiplyAdd(value, zero, check);
            *key |= (ulong)(TLanes.SignMask(TLanes.GreaterThan(value, zero)) & mask) << shift;
        }

        return TLanes.SignMask(TLanes.GreaterThan(TLanes.Broadcast(1), check));
    }

    private static uint LanesMask<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes> => (1u << TLanes.Count) - 1;
}
