using System.Buffers;
using System.Runtime.InteropServices;
using SwapScore.Engine;
using SwapScore.Lanes;
using SwapScore.Native.Boundary;
using SwapScore.Patterns;

namespace SwapScore.Native.Counting;

/// <summary>
/// Turns arrays of any layout and type into keys. Runs of single-precision neurons are read where they lie. All else is gathered into a tile of a few
/// neurons first, so no copy of the array is made.
/// </summary>
internal static unsafe class StridedPacker
{
    private const int MostTileValues = 1 << 18;
    private const int LeastTileNeurons = 8;

    // Shorter runs spend their time between runs: gathering them is faster.
    private const int LeastRunInPlace = 32;

    /// <summary>Hands the keys of all neurons to a consumer, a chunk at a time.</summary>
    /// <param name="array">Samples × neurons.</param>
    /// <param name="format">Format of the keys.</param>
    /// <param name="add">Receives <c>[neuron][word]</c>.</param>
    /// <exception cref="NonFiniteException">A value is NaN or infinite and so has no sign.</exception>
    public static void Pack(StridedArray array, KeyFormat format, IKeyConsumer add)
    {
        var chunk = Math.Clamp(MostTileValues / format.Samples, LeastTileNeurons, SignPacker.ChunkNeurons);
        var keys = ArrayPool<ulong>.Shared.Rent(chunk * format.Words);
        try
        {
            fixed (ulong* target = keys)
                if (array is { Type: ElementType.Float32, Run: { Stride: 1, Extent: >= LeastRunInPlace } })
                    PackInPlace(array, format, add, keys, target, chunk);
                else
                    PackTiles(array, format, add, keys, target, chunk);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(keys);
        }
    }

    private static void PackInPlace(StridedArray array, KeyFormat format, IKeyConsumer consumer, ulong[] keys, ulong* target, int chunk)
    {
        for (var run = 0L; run < array.Runs; run++)
        {
            var values = (float*)array.At(array.OffsetOf(run));
            for (var first = 0L; first < array.Run.Extent; first += chunk)
                Add(values + first, array.Samples.Stride, format, consumer, keys, target, (int)Math.Min(chunk, array.Run.Extent - first));
        }
    }

    private static void PackTiles(StridedArray array, KeyFormat format, IKeyConsumer consumer, ulong[] keys, ulong* target, int chunk)
    {
        var tile = (float*)NativeMemory.Alloc((nuint)chunk * (nuint)format.Samples, sizeof(float));
        var segments = new List<(long Offset, int Count)>();
        try
        {
            for (var first = 0L; first < array.Neurons; first += chunk)
            {
                var count = (int)Math.Min(chunk, array.Neurons - first);
                Find(array, first, count, segments);
                for (var sample = 0; sample < format.Samples; sample++)
                {
                    var row = tile + (long)sample * count;
                    foreach (var (offset, length) in segments)
                    {
                        SignConversion.Convert(array.Type, array.At(offset + sample * array.Samples.Stride), array.Run.Stride, row, length);
                        row += length;
                    }
                }

                Add(tile, count, format, consumer, keys, target, count);
            }
        }
        finally
        {
            NativeMemory.Free(tile);
        }
    }

    /// <summary>Where consecutive neurons lie: parts of runs.</summary>
    private static void Find(StridedArray array, long first, int count, List<(long Offset, int Count)> segments)
    {
        segments.Clear();
        while (count > 0)
        {
            var (run, within) = Math.DivRem(first, array.Run.Extent);
            var length = (int)Math.Min(count, array.Run.Extent - within);
            segments.Add((array.OffsetOf(run) + within * array.Run.Stride, length));
            first += length;
            count -= length;
        }
    }

    private static void Add(float* values, long stride, KeyFormat format, IKeyConsumer consumer, ulong[] keys, ulong* target, int neurons)
    {
        var used = keys.AsSpan(0, neurons * format.Words);
        used.Clear();
        if (!RowPacker.Pack(values, stride, format.Samples, format, target, neurons, VectorWidths.Accelerated[0]))
            throw new NonFiniteException("an activation is NaN or infinite and has no sign");
        consumer.Add(used);
    }
}
