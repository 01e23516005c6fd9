using SwapScore.Engine.Kernels;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Backward.Kernels;

/// <summary>The gradient by the weights of a convolution in plain loops, like the definition: the same bits as <see cref="WeightGradientKernel"/>.</summary>
internal static class WeightGradientReference
{
    /// <summary>Of a convolution.</summary>
    /// <returns><c>[output channel][input channel of the group][kernel row][kernel column]</c>.</returns>
    public static float[] Compute(Convolution operation, ReferenceTensor x, ReferenceTensor outputGradient)
    {
        var channels = x.Shape.Channels / operation.Groups;
        var outputs = outputGradient.Shape.Channels / operation.Groups;
        return Compute(
            operation.RowWindow, operation.ColumnWindow, outputGradient.Shape.Channels, channels,
            (o, i) => (outputGradient, o, x, o / outputs * channels + i), (o, i) => (o * channels + i) * operation.KernelArea);
    }

    /// <summary>Of a transposed convolution.</summary>
    /// <returns><c>[output channel][input channel][kernel row][kernel column]</c>.</returns>
    public static float[] Compute(TransposedConvolution operation, ReferenceTensor x, ReferenceTensor outputGradient) => Compute(
        operation.Window, operation.Window, x.Shape.Channels, outputGradient.Shape.Channels,
        (i, o) => (x, i, outputGradient, o), (i, o) => (o * x.Shape.Channels + i) * operation.Kernel * operation.Kernel);

    private static float[] Compute(
        Window rows, Window columns, int narrowChannels, int wideChannels,
        Func<int, int, (ReferenceTensor Narrow, int NarrowChannel, ReferenceTensor Wide, int WideChannel)> channelsOf, Func<int, int, int> first)
    {
        var gradient = new float[narrowChannels * wideChannels * rows.Kernel * columns.Kernel];
        var chains = new float[SampleChains.Count];
        for (var a = 0; a < narrowChannels; a++)
            for (var b = 0; b < wideChannels; b++)
                for (var u = 0; u < rows.Kernel; u++)
                    for (var v = 0; v < columns.Kernel; v++)
                    {
                        Array.Clear(chains);
                        var (narrow, narrowChannel, wide, wideChannel) = channelsOf(a, b);
                        for (var sample = 0; sample < narrow.Samples; sample++)
                            for (var row = 0; row < narrow.Shape.Rows; row++)
                                for (var column = 0; column < narrow.Shape.Columns; column++)
                                {
                                    var r = row * rows.Stride + u * rows.Dilation - rows.Padding;
                                    var q = column * columns.Stride + v * columns.Dilation - columns.Padding;
                                    if (r < 0 || r >= wide.Shape.Rows || q < 0 || q >= wide.Shape.Columns) continue;
                                    ref var sum = ref chains[sample % SampleChains.Count];
                                    sum = MathF.FusedMultiplyAdd(narrow[narrowChannel, row, column, sample], wide[wideChannel, r, q, sample], sum);
                                }

                        gradient[first(a, b) + u * columns.Kernel + v] = SampleChains.Join(chains);
                    }

        return gradient;
    }
}
