namespace SwapScore.Networks.Operations;

/// <summary>Shape, cost and text shared by maximum and average pooling.</summary>
internal static class PoolingRule
{
    public static Shape Infer(Shape x, int kernel, int stride, int padding)
    {
        if (kernel <= 0 || stride <= 0 || padding < 0)
            throw new NetworkException("kernel and stride must be positive, padding not negative");
        if (padding > kernel / 2)
            throw new NetworkException($"padding ({padding}) must be at most half the kernel ({kernel})");

        var window = new Window(kernel, stride, padding);
        return new Shape(x.Channels, window.Infer(x.Rows, "rows"), window.Infer(x.Columns, "columns"));
    }

    public static long Flops(Shape output, int kernel, FlopConvention convention) =>
        convention == FlopConvention.Table ? output.Count * kernel * kernel : 0;

    public static string Describe(int kernel, int stride, int padding) =>
        $"{kernel}×{kernel} stride {stride}" + (padding == 0 ? "" : $" padding {padding}");
}
