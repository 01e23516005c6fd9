using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// A run of output positions of a transposed convolution in one dimension: <c>phase + stride · k</c> for k in [first, end), all of which
/// use the same kernel positions.
/// </summary>
/// <param name="Phase">Remainder of the positions modulo the stride.</param>
/// <param name="First">First k.</param>
/// <param name="End">k after the last.</param>
/// <param name="Taps">Kernel positions, each with the distance of its input position from k.</param>
internal sealed record TransposedRun(int Phase, int First, int End, IReadOnlyList<(int Kernel, int Distance)> Taps)
{
    /// <summary>All runs of a dimension; every output position is in exactly one.</summary>
    /// <param name="window">The window in this dimension.</param>
    /// <param name="input">Length of the input.</param>
    /// <param name="output">Length of the output.</param>
    public static IEnumerable<TransposedRun> Find(Window window, int input, int output)
    {
        var stride = window.Stride;
        for (var phase = 0; phase < Math.Min(stride, output); phase++)
        {
            var count = (output - phase + stride - 1) / stride;
            var first = 0;
            for (var k = 1; k <= count; k++)
            {
                if (k < count && TapsAt(k).SequenceEqual(TapsAt(first))) continue;
                yield return new TransposedRun(phase, first, k, [.. TapsAt(first)]);
                first = k;
            }

            // The window of position phase + stride·k meets input position k + (phase + padding − u·dilation) / stride, where that is whole.
            IEnumerable<(int, int)> TapsAt(int k) =>
                from u in Enumerable.Range(0, window.Kernel)
                let distance = phase + window.Padding - u * window.Dilation
                where distance % stride == 0 && k + distance / stride >= 0 && k + distance / stride < input
                select (u, distance / stride);
        }
    }
}
