using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Graphs;

namespace SwapScore.Onnx.Export.Operations;

/// <summary>Convolutions, fully connected layers, products of matrices.</summary>
internal static class LinearMaps
{
    public static void Convolution(NodeScope scope, Convolution convolution)
    {
        var (rows, columns) = (convolution.RowWindow, convolution.ColumnWindow);
        var weight = scope.Weight(
            ParameterRole.ConvolutionWeight, convolution.OutputChannels, scope.Node.InputShapes[0].Channels / convolution.Groups, rows.Kernel, columns.Kernel);
        scope.Result(
            "Conv",
            [scope.Map(), weight, .. Bias(scope)],
            Attributes.Create("kernel_shape", rows.Kernel, columns.Kernel),
            Attributes.Create("strides", rows.Stride, columns.Stride),
            Attributes.Create("pads", rows.Padding, columns.Padding, rows.Padding, columns.Padding),
            Attributes.Create("dilations", rows.Dilation, columns.Dilation),
            Attributes.Create("group", convolution.Groups));
    }

    public static void TransposedConvolution(NodeScope scope, TransposedConvolution convolution)
    {
        var (kernel, stride, padding, extra) = (convolution.Kernel, convolution.Stride, convolution.Padding, convolution.OutputPadding);
        var weight = scope.Weight(
            ParameterRole.TransposedConvolutionWeight, scope.Node.InputShapes[0].Channels, convolution.OutputChannels, kernel, kernel);
        scope.Result(
            "ConvTranspose",
            [scope.Map(), weight, .. Bias(scope)],
            Attributes.Create("kernel_shape", kernel, kernel),
            Attributes.Create("strides", stride, stride),
            Attributes.Create("pads", padding, padding, padding, padding),
            Attributes.Create("output_padding", extra, extra));
    }

    /// <summary>The result is <c>[sample][feature]</c>, as frameworks have it.</summary>
    public static void Linear(NodeScope scope, Linear linear)
    {
        var input = scope.Node.Inputs[0];
        var flattened = scope.FlatValues.Contains(input) ? input.Name : scope.Step("Flatten", "flattened", [input.Name], Attributes.Create("axis", 1));
        var weight = scope.Weight(ParameterRole.LinearWeight, linear.Outputs, input.Shape.Count);
        scope.FlatValues.Add(scope.Node);
        scope.Result("Gemm", [flattened, weight, .. Bias(scope)], Attributes.Create("transB", 1));
    }

    public static void MatrixProduct(NodeScope scope, MatrixProduct product)
    {
        var first = product.TransposeFirst ? Transposed(scope, 0) : scope.Map(0);
        var second = product.TransposeSecond ? Transposed(scope, 1) : scope.Map(1);
        if (product.Scale == 1)
            scope.Result("MatMul", [first, second]);
        else
            scope.Result("Mul", [scope.Step("MatMul", "product", [first, second]), scope.Graph.Number(product.Scale)]);
    }

    /// <summary>A product with the matrix of the transform, the same for all samples and channels.</summary>
    public static void SpectralTransform(NodeScope scope, SpectralTransform transform)
    {
        var length = transform.AlongRows ? scope.Node.Shape.Rows : scope.Node.Shape.Columns;
        var matrix = transform.Matrix(length);
        scope.Result("MatMul", transform.AlongRows ? [Constant(matrix), scope.Map()] : [scope.Map(), Constant(Transpose(matrix, length))]);

        string Constant(float[] values) =>
            scope.Graph.Matrix($"{transform.Kind}{(transform.AlongRows ? "" : "-transposed")}-{length}", length, length, values);
    }

    private static string[] Bias(NodeScope scope) =>
        NetworkWeights.Has(scope.Node, ParameterRole.Bias) ? [scope.Weight(ParameterRole.Bias, scope.Node.Shape.Channels)] : [];

    private static string Transposed(NodeScope scope, int input) =>
        scope.Step("Transpose", $"transposed{input}", [scope.Map(input)], Attributes.Create("perm", 0, 1, 3, 2));

    private static float[] Transpose(float[] matrix, int length)
    {
        var transposed = new float[matrix.Length];
        for (var row = 0; row < length; row++)
            for (var column = 0; column < length; column++)
                transposed[column * length + row] = matrix[row * length + column];
        return transposed;
    }
}
