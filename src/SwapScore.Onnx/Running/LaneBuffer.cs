using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Onnx.Reading;

namespace SwapScore.Onnx.Running;

/// <summary>
/// The values of one activation with the samples innermost, <c>[block][neuron][lane]</c>, as observers take them; ONNX Runtime has them
/// outermost.
/// </summary>
internal sealed unsafe class LaneBuffer : IDisposable
{
    // Neurons turned at a time: what is written stays in the nearest cache.
    private const int Tile = 512;

    private readonly int _samples;
    private readonly int _lanes;
    private float* _values;
    private long _capacity;

    /// <param name="samples">S, the number of samples.</param>
    public LaneBuffer(int samples) => (_samples, _lanes) = (samples, (int)VectorWidths.For(samples));

    /// <summary>Bytes an activation takes.</summary>
    public static long BytesOf(long neurons, int samples)
    {
        var lanes = (int)VectorWidths.For(samples);
        return (samples + lanes - 1) / lanes * lanes * neurons * sizeof(float);
    }

    /// <summary>Makes room; what was inside is lost.</summary>
    public void Reserve(long neurons)
    {
        var needed = BytesOf(neurons, _samples);
        if (needed <= _capacity) return;
        NativeMemory.AlignedFree(_values);
        _values = (float*)NativeMemory.AlignedAlloc((nuint)needed, 64);
        _capacity = needed;
    }

    /// <summary>Puts some samples in place.</summary>
    /// <param name="value">The value, real.</param>
    /// <param name="layout">Where its samples lie.</param>
    /// <param name="first">The sample its first one is.</param>
    /// <param name="count">How many are taken.</param>
    /// <param name="held">How many it holds.</param>
    /// <param name="threads">Threads that share the work.</param>
    public void Put(OrtValue value, SampleLayout layout, int first, int count, int held, int threads)
    {
        switch (value.GetTensorTypeAndShape().ElementDataType)
        {
            case TensorElementType.Float:
                fixed (float* source = value.GetTensorDataAsSpan<float>()) Turn(source, layout, first, count, held, threads);
                break;
            case TensorElementType.Float16:
            case TensorElementType.Double:
                fixed (float* source = TensorValues.Reals(value.GetTensorMutableRawData(), (int)value.GetTensorTypeAndShape().ElementDataType))
                    Turn(source, layout, first, count, held, threads);
                break;
            case var other:
                throw new InputException($"activations of {other} cannot be observed");
        }
    }

    /// <summary>The values for observers.</summary>
    public Activation Show(Node node, int multiplicity) => new(node, multiplicity, _values, 0, _samples, _lanes);

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_values);
        _values = null;
        _capacity = 0;
    }

    private void Turn(float* source, SampleLayout layout, int first, int count, int held, int threads)
    {
        var perOuter = (layout.Inner + Tile - 1) / Tile;
        var tiles = layout.Outer * perOuter;
        var address = (nint)source;
        if (threads == 1 || tiles < 2 * threads)
            for (var tile = 0L; tile < tiles; tile++) TurnTile((float*)address, layout, first, count, held, tile / perOuter, tile % perOuter);
        else
            Parallel.For(0L, tiles, new ParallelOptions { MaxDegreeOfParallelism = threads }, tile =>
                TurnTile((float*)address, layout, first, count, held, tile / perOuter, tile % perOuter));
    }

    private void TurnTile(float* source, SampleLayout layout, int first, int count, int held, long outer, long tile)
    {
        var begin = tile * Tile;
        var length = Math.Min(Tile, layout.Inner - begin);
        for (var sample = 0; sample < count; sample++)
        {
            var (block, lane) = Math.DivRem(first + sample, _lanes);
            var from = source + (outer * held + sample) * layout.Inner + begin;
            var to = _values + (block * layout.Neurons + outer * layout.Inner + begin) * _lanes + lane;
            for (var i = 0L; i < length; i++) to[i * _lanes] = from[i];
        }
    }
}
