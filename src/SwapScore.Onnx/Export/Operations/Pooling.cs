using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Export.Operations;

/// <summary>Maximum and average of windows.</summary>
internal static class Pooling
{
    public static void Maximum(NodeScope scope, MaxPooling pool) =>
        scope.Result("MaxPool", [scope.Map()], Window(pool.Kernel, pool.Stride, pool.Padding));

    public static void Average(NodeScope scope, AveragePooling pool) => scope.Result(
        "AveragePool",
        [scope.Map()],
        [.. Window(pool.Kernel, pool.Stride, pool.Padding), Attributes.Create("count_include_pad", pool.CountPadding ? 1 : 0)]);

    private static AttributeProto[] Window(int kernel, int stride, int padding) =>
    [
        Attributes.Create("kernel_shape", kernel, kernel),
        Attributes.Create("strides", stride, stride),
        Attributes.Create("pads", padding, padding, padding, padding),
    ];
}
