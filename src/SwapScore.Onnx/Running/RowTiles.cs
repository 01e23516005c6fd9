using System.Runtime.ExceptionServices;
using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Onnx.Running;

/// <summary>Shows the values of an activation to an observer where they are, some neurons at a time, so that all threads can look at once.</summary>
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
    /// <param name="observer">Told of the tiles in no particular order, by several threads at once.</param>
    /// <param name="threads">How many.</param>
    public static void Show(float* values, SampleLayout layout, int samples, Node node, int multiplicity, IActivationObserver observer, int threads)
    {
        var perOuter = (layout.Inner + Neurons - 1) / Neurons;
        var address = (nint)values;
        try
        {
            Parallel.For(0L, layout.Outer * perOuter, new ParallelOptions { MaxDegreeOfParallelism = threads }, tile =>
            {
                var (outer, begin) = (tile / perOuter, tile % perOuter * Neurons);
                var first = (float*)address + outer * samples * layout.Inner + begin;
                observer.Observe(Activation.InRows(node, multiplicity, first, layout.Inner, samples, (int)Math.Min(Neurons, layout.Inner - begin)));
            });
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }
}
