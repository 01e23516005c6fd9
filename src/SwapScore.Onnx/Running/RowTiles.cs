using System.Runtime.ExceptionServices;
using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Shows the values of an activation to an observer: where they are and some neurons at a time, so that all threads can look at once, or as a
/// whole to an observer that takes no parts.
/// </summary>
internal static unsafe class RowTiles
{
    // A page of memory of every sample.
    private const int Neurons = 1024;

    /// <summary>Shows all samples.</summary>
    /// <param name="values">The values, <c>[outer][sample][inner]</c>.</param>
    /// <param name="layout">Where the samples lie.</param>
    /// <param name="samples">S, the number of samples.</param>
    /// <param name="node">What the values are of.</param>
    /// <param name="multiplicity">How many activations have them.</param>
    /// <param name="observer">Sees the values.</param>
    /// <param name="threads">Number of threads.</param>
    public static void Show(float* values, SampleLayout layout, int samples, Node node, int multiplicity, IActivationObserver observer, int threads)
    {
        if (!observer.TakesParts(node))
        {
            ShowWhole(values, layout, samples, node, multiplicity, observer);
            return;
        }

        var perOuter = (layout.Inner + Neurons - 1) / Neurons;
        var address = (nint)values;
        try
        {
            Parallel.For(0L, layout.Outer * perOuter, new ParallelOptions { MaxDegreeOfParallelism = threads }, tile =>
            {
                var (outer, begin) = (tile / perOuter, tile % perOuter * Neurons);
                var first = (float*)address + outer * samples * layout.Inner + begin;
                observer.Observe(Rows(node, multiplicity, first, (int)layout.Inner, samples, (int)Math.Min(Neurons, layout.Inner - begin), (int)(outer * layout.Inner + begin)));
            });
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }

    private static void ShowWhole(float* values, SampleLayout layout, int samples, Node node, int multiplicity, IActivationObserver observer)
    {
        if (layout.Outer == 1)
        {
            observer.Observe(Rows(node, multiplicity, values, (int)layout.Inner, samples, (int)layout.Inner, 0));
            return;
        }

        // The neurons of a sample lie apart: they are brought together first.
        using var rows = new SampleRows(samples, layout.Neurons);
        rows.Put(values, layout, 0, samples, samples);
        observer.Observe(Rows(node, multiplicity, rows.Values, (int)layout.Neurons, samples, (int)layout.Neurons, 0));
    }

    private static Activation Rows(Node node, int multiplicity, float* values, int stride, int samples, int neurons, int firstNeuron) => Activation.FromRows(
        node, new ReadOnlySpan<float>(values, checked((samples - 1) * stride + neurons)), samples, firstNeuron, neurons, stride, multiplicity);
}
