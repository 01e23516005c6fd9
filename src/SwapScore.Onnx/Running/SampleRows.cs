using System.Runtime.InteropServices;

namespace SwapScore.Onnx.Running;

/// <summary>The values of one activation, <c>[sample][neuron]</c>, gathered from groups of samples that are run one after the other.</summary>
internal sealed unsafe class SampleRows : IDisposable
{
    private float* _values;

    /// <param name="samples">S, the number of samples.</param>
    /// <param name="neurons">Most values of one sample it has to take.</param>
    public SampleRows(int samples, long neurons) => _values = (float*)NativeMemory.Alloc((nuint)samples, (nuint)(neurons * sizeof(float)));

    /// <summary>Puts some samples in place.</summary>
    /// <param name="values">The values, <c>[outer][sample][inner]</c>.</param>
    /// <param name="layout">Where its samples lie.</param>
    /// <param name="first">The sample its first one is.</param>
    /// <param name="count">How many are taken.</param>
    /// <param name="held">How many it holds.</param>
    public void Put(float* values, SampleLayout layout, int first, int count, int held)
    {
        for (var outer = 0L; outer < layout.Outer; outer++)
            for (var sample = 0; sample < count; sample++)
                new ReadOnlySpan<float>(values + (outer * held + sample) * layout.Inner, (int)layout.Inner)
                    .CopyTo(new Span<float>(_values + (first + sample) * layout.Neurons + outer * layout.Inner, (int)layout.Inner));
    }

    /// <summary>The first value.</summary>
    public float* Values => _values;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_values);
        _values = null;
    }
}
