using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Shows the values of an activation to an observer with the samples innermost, a few neurons at a time: what is turned is still in the nearest
/// cache when it is looked at, and no second copy of the activation is ever made.
/// </summary>
internal static unsafe class LaneTiles
{
    /// <summary>Neurons turned at a time.</summary>
    public const int Neurons = 256;

    /// <summary>Shows all samples.</summary>
    /// <param name="values">The values as ONNX Runtime has them, <c>[outer][sample][inner]</c>.</param>
    /// <param name="layout">Where the samples lie.</param>
    /// <param name="samples">S, the number of samples.</param>
    /// <param name="node">What the values are of.</param>
    /// <param name="multiplicity">How many activations have them.</param>
    /// <param name="observer">Told of one tile after the other, in no particular order.</param>
    /// <param name="threads">Threads that share the turning.</param>
    public static void Show(ReadOnlySpan<float> values, SampleLayout layout, int samples, Node node, int multiplicity, IActivationObserver observer, int threads)
    {
        var lanes = (int)VectorWidths.For(samples);
        var perOuter = (layout.Inner + Neurons - 1) / Neurons;
        var tiles = layout.Outer * perOuter;
        fixed (float* source = values)
        {
            var address = (nint)source;
            var next = -1L;
            if (threads == 1 || tiles < 2 * threads)
            {
                Work();
                return;
            }

            try
            {
                Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => Work());
            }
            catch (AggregateException faults)
            {
                ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
            }

            void Work()
            {
                var room = (float*)NativeMemory.AlignedAlloc((nuint)((samples + lanes - 1) / lanes * lanes * Neurons * sizeof(float)), 64);
                try
                {
                    for (var tile = Interlocked.Increment(ref next); tile < tiles; tile = Interlocked.Increment(ref next))
                    {
                        var (outer, begin) = (tile / perOuter, tile % perOuter * Neurons);
                        var length = (int)Math.Min(Neurons, layout.Inner - begin);
                        Turn((float*)address + outer * samples * layout.Inner + begin, layout.Inner, samples, length, room, length, 0, lanes);
                        lock (observer) observer.Observe(new Activation(node, multiplicity, room, 0, samples, lanes, length));
                    }
                }
                finally
                {
                    NativeMemory.AlignedFree(room);
                }
            }
        }
    }

    /// <summary>Turns some samples of some neurons.</summary>
    /// <param name="from">The first value, <c>[sample][neuron]</c>.</param>
    /// <param name="stride">Values from one sample to the next.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="neurons">How many neurons.</param>
    /// <param name="to">Where the first neuron goes, <c>[block][neuron][lane]</c>.</param>
    /// <param name="perBlock">Neurons a block has.</param>
    /// <param name="first">The sample the first one is.</param>
    /// <param name="lanes">Samples side by side in a block.</param>
    public static void Turn(float* from, long stride, int samples, long neurons, float* to, long perBlock, int first, int lanes)
    {
        for (var sample = 0; sample < samples; sample++, from += stride)
        {
            var (block, lane) = Math.DivRem(first + sample, lanes);
            var target = to + block * perBlock * lanes + lane;
            for (var i = 0L; i < neurons; i++) target[i * lanes] = from[i];
        }
    }
}
