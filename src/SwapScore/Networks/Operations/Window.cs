namespace SwapScore.Networks.Operations;

/// <summary>The sliding window shared by convolution and pooling, in one dimension.</summary>
/// <param name="Kernel">Kernel positions.</param>
/// <param name="Stride">Distance between output positions.</param>
/// <param name="Padding">Positions added on both sides.</param>
/// <param name="Dilation">Distance between kernel positions.</param>
public readonly record struct Window(int Kernel, int Stride, int Padding, int Dilation = 1)
{
    /// <summary>Input positions spanned by the kernel.</summary>
    private int Span => (Kernel - 1) * Dilation + 1;

    /// <summary>Number of output positions: <c>⌊(length + 2·padding − span) / stride⌋ + 1</c>.</summary>
    /// <param name="length">Length of the input.</param>
    /// <param name="dimension">What is measured, in errors: rows or columns.</param>
    public int Infer(int length, string dimension)
    {
        var free = length + 2 * Padding - Span;
        return free >= 0
            ? free / Stride + 1
            : throw new NetworkException($"a window of {Span} does not fit {length} {dimension} with padding {Padding}");
    }

    /// <summary>The kernel positions [first, end) that fall inside the input for one output position.</summary>
    /// <param name="output">The output position.</param>
    /// <param name="length">Length of the input.</param>
    public (int First, int End) Taps(int output, int length)
    {
        var origin = output * Stride - Padding;
        var first = origin >= 0 ? 0 : (-origin + Dilation - 1) / Dilation;
        var end = origin + (Kernel - 1) * Dilation < length ? Kernel : (length - origin + Dilation - 1) / Dilation;
        return (first, Math.Max(first, end));
    }
}
