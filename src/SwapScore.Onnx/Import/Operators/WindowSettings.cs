using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Import.Operators;

/// <summary>The sliding window of a convolution or pooling along one dimension.</summary>
/// <param name="Kernel">Kernel positions.</param>
/// <param name="Stride">Distance between output positions.</param>
/// <param name="Dilation">Distance between kernel positions.</param>
/// <param name="Before">Positions added before the first one.</param>
/// <param name="After">Positions added behind the last one.</param>
internal readonly record struct WindowSettings(int Kernel, int Stride, int Dilation, int Before, int After)
{
    private int Span => (Kernel - 1) * Dilation + 1;

    /// <summary>The windows of a node along all dimensions of space.</summary>
    /// <param name="node">The node.</param>
    /// <param name="kernel">Kernel positions.</param>
    /// <param name="lengths">Lengths of the input.</param>
    public static WindowSettings[] Read(NodeProto node, IReadOnlyList<long> kernel, ReadOnlySpan<long> lengths)
    {
        var (strides, dilations, pads) = (node.Integers("strides"), node.Integers("dilations"), node.Integers("pads"));
        var auto = node.Text("auto_pad", "NOTSET");
        var windows = new WindowSettings[kernel.Count];
        for (var axis = 0; axis < windows.Length; axis++)
        {
            var window = new WindowSettings((int)kernel[axis], strides.Count > axis ? (int)strides[axis] : 1, dilations.Count > axis ? (int)dilations[axis] : 1, 0, 0);
            windows[axis] = auto switch
            {
                "SAME_UPPER" => window.Same((int)lengths[axis], isUpper: true),
                "SAME_LOWER" => window.Same((int)lengths[axis], isUpper: false),
                _ when auto != "VALID" && pads.Count == 2 * windows.Length => window with { Before = (int)pads[axis], After = (int)pads[axis + windows.Length] },
                _ => window,
            };
            if (node.Integer("ceil_mode", 0) == 1) windows[axis] = windows[axis].RoundedUp((int)lengths[axis]);
        }

        return windows;
    }

    /// <summary>
    /// The window with as much padding on both sides, and how many outputs at the beginning are too many then; null where there is none with as many outputs.
    /// </summary>
    /// <param name="length">Length of the input.</param>
    public (int Padding, int Dropped)? Symmetric(int length)
    {
        // What lies behind the last window is never read.
        var outputs = Outputs(length, Before + After);
        for (var padding = Before; padding <= Before + 2 * Math.Max(Span, Stride); padding += Stride)
        {
            var dropped = (padding - Before) / Stride;
            if (Outputs(length, 2 * padding) - dropped == outputs) return (padding, dropped);
        }

        return null;
    }

    private int Outputs(int length, int padding) => (length + padding - Span) / Stride + 1;

    /// <summary>As many outputs as input positions by the stride, the padding as even as it can be.</summary>
    private WindowSettings Same(int length, bool isUpper)
    {
        var padding = Math.Max(0, ((length + Stride - 1) / Stride - 1) * Stride + Span - length);
        var less = padding / 2;
        return isUpper ? this with { Before = less, After = padding - less } : this with { Before = padding - less, After = less };
    }

    /// <summary>With as much padding behind as one more output takes, where positions are left over. It must not begin in the padding.</summary>
    private WindowSettings RoundedUp(int length)
    {
        var free = length + Before + After - Span;
        var rest = free % Stride;
        return rest == 0 || (free / Stride + 1) * Stride >= length + Before ? this : this with { After = After + Stride - rest };
    }
}
