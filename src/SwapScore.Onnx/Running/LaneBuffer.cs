using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Onnx.Running;

/// <summary>
/// The values of one activation with the samples innermost, <c>[block][neuron][lane]</c>, gathered from groups of samples that are run one after
/// the other.
/// </summary>
internal sealed unsafe class LaneBuffer : IDisposable
{
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
        fixed (float* source = ModelValues.Of(value)) Turn(source, layout, first, count, held, threads);
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
        var perOuter = (layout.Inner + LaneTiles.Neurons - 1) / LaneTiles.Neurons;
        var address = (nint)source;
        Parallel.For(0L, layout.Outer * perOuter, new ParallelOptions { MaxDegreeOfParallelism = threads }, tile =>
        {
            var (outer, begin) = (tile / perOuter, tile % perOuter * LaneTiles.Neurons);
            var length = Math.Min(LaneTiles.Neurons, layout.Inner - begin);
            LaneTiles.Turn(
                (float*)address + outer * held * layout.Inner + begin, layout.Inner, count, length, _values + (outer * layout.Inner + begin) * _lanes, layout.Neurons, first, _lanes);
        });
    }
}
