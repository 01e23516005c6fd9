using System.Runtime.CompilerServices;
using SwapScore.Lanes;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Kernels;

/// <summary>Values of distances given to pairs of tokens, and sums over pairs at each distance; either is the gradient of the other.</summary>
internal static unsafe class RelativeKernel
{
    public static ReferenceTensor ReferenceLookup(RelativeGrid grid, ReferenceTensor x) =>
        ReferenceTensor.Create(new(x.Shape.Rows, grid.Tokens, grid.Tokens), x.Samples, (head, i, j, sample) =>
            x[grid.Vertical(i, j), head, i, sample] + x[grid.Distances + grid.Horizontal(i, j), head, i, sample]);

    public static ReferenceTensor ReferenceSum(RelativeGrid grid, ReferenceTensor x) =>
        ReferenceTensor.Create(new(2 * grid.Distances, x.Shape.Channels, grid.Tokens), x.Samples, (distance, head, i, sample) =>
        {
            var sum = 0f;
            for (var j = 0; j < grid.Tokens; j++)
                if (distance == grid.Vertical(i, j) || distance == grid.Distances + grid.Horizontal(i, j))
                    sum += x[head, i, j, sample];
            return sum;
        });

    /// <summary>One token of one head of one block, with all others.</summary>
    /// <param name="x">The value of the first distance.</param>
    /// <param name="stride">Distance between those of neighbouring distances in floats.</param>
    /// <param name="y">The pairs, <c>[token][lane]</c>.</param>
    /// <param name="vertical">Numbers of the vertical distances to each token.</param>
    /// <param name="horizontal">Numbers of the horizontal distances, beginning after the vertical ones.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lookup<TLanes>(float* x, long stride, float* y, ReadOnlySpan<int> vertical, ReadOnlySpan<int> horizontal)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var j = 0; j < vertical.Length; j++)
            (TLanes.Load(x + vertical[j] * stride) + TLanes.Load(x + horizontal[j] * stride)).Store(y + (long)j * TLanes.Count);
    }

    /// <summary>The same the other way: every sum is a chain over the tokens in their order, from zero.</summary>
    /// <param name="x">The pairs, <c>[token][lane]</c>.</param>
    /// <param name="y">The sum of the first distance.</param>
    /// <param name="stride">Distance between those of neighbouring distances in floats.</param>
    /// <param name="distances">Number of sums.</param>
    /// <param name="vertical">Numbers of the vertical distances to each token.</param>
    /// <param name="horizontal">Numbers of the horizontal distances, beginning after the vertical ones.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<TLanes>(float* x, float* y, long stride, int distances, ReadOnlySpan<int> vertical, ReadOnlySpan<int> horizontal)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var distance = 0; distance < distances; distance++)
            TLanes.Broadcast(0).Store(y + distance * stride);
        for (var j = 0; j < vertical.Length; j++)
        {
            var value = TLanes.Load(x + (long)j * TLanes.Count);
            var sum = y + vertical[j] * stride;
            (TLanes.Load(sum) + value).Store(sum);
            sum = y + horizontal[j] * stride;
            (TLanes.Load(sum) + value).Store(sum);
        }
    }
}
