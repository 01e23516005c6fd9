using SwapScore.Engine.Kernels;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;

namespace SwapScore.Tests.Engine;

/// <summary>A transposed convolution is the adjoint of the convolution with the same weights: ⟨conv(x), y⟩ = ⟨x, transposed(y)⟩.</summary>
public sealed class TransposedConvolutionTests
{
    [Theory]
    [InlineData(3, 2, 1, 8, 8)]
    [InlineData(3, 2, 1, 7, 10)]
    [InlineData(4, 2, 1, 8, 6)]
    [InlineData(5, 3, 2, 11, 9)]
    [InlineData(2, 2, 0, 5, 4)]
    [InlineData(3, 1, 0, 5, 6)]
    public void Reference_IsAdjointOfConvolution(int kernel, int stride, int padding, int rows, int columns)
    {
        const int Inputs = 3;
        const int Outputs = 4;
        var convolution = new Convolution(Outputs, kernel) { Stride = stride, Padding = padding };
        var large = new Shape(Inputs, rows, columns);
        var small = convolution.Infer([large]);

        // Rows and columns may need different output paddings; the adjoint of the smaller one sees fewer of the outer values.
        var rowPadding = rows - ((small.Rows - 1) * stride - 2 * padding + kernel);
        var columnPadding = columns - ((small.Columns - 1) * stride - 2 * padding + kernel);
        var transposed = new TransposedConvolution(Inputs, kernel) { Stride = stride, Padding = padding, OutputPadding = Math.Max(rowPadding, columnPadding) };
        var enlarged = transposed.Infer([small]);
        Assert.True(enlarged.Rows >= rows && enlarged.Columns >= columns);

        var weight = Values(Outputs * Inputs * kernel * kernel, 1);
        var x = Tensor(large, 2);
        var y = Tensor(small, 3);
        var forward = ConvolutionKernel.Reference(convolution, x, small, weight, default);
        var backward = TransposedConvolutionReference.Run(transposed, y, enlarged, Swapped(weight, kernel * kernel), default);

        var left = Sum(small, (c, r, q) => (double)forward[c, r, q, 0] * y[c, r, q, 0]);
        var right = Sum(large, (c, r, q) => (double)backward[c, r, q, 0] * x[c, r, q, 0]);
        Assert.Equal(left, right, 1e-4 * Math.Max(1, Math.Abs(left)));

        // From [Outputs][Inputs][area] to [Inputs][Outputs][area].
        static float[] Swapped(float[] weight, int area) =>
            [.. Enumerable.Range(0, weight.Length).Select(i => weight[(i / area % Outputs * Inputs + i / area / Outputs) * area + i % area])];
    }

    [Fact]
    public void Network_DoublesSides_AsDecodersNeed()
    {
        var builder = new NetworkBuilder("decoder");
        var y = builder.TransposedConvolution(builder.Input(new Shape(6, 7, 8)), 4, 3, stride: 2, padding: 1, outputPadding: 1, bias: true);

        Assert.Equal(new Shape(4, 14, 16), y.Shape);
        Assert.Equal(6 * 4 * 9 + 4, y.ParameterCount);
        var network = builder.Build(y);
        Assert.Equal(6 * 7 * 8 * 4 * 9, network.Flops());
        Assert.Equal(0, network.Flops(FlopConvention.Table));
    }

    [Theory]
    [InlineData(2, 1, 2, "output padding")]
    [InlineData(2, 4, 0, "leaves nothing")]
    [InlineData(0, 0, 0, "stride")]
    public void Infer_ImpossibleSettings_Throws(int stride, int padding, int outputPadding, string message)
    {
        var operation = new TransposedConvolution(2, 3) { Stride = stride, Padding = padding, OutputPadding = outputPadding };
        Assert.Contains(message, Assert.Throws<NetworkException>(() => operation.Infer([new Shape(1, 2, 2)])).Message, StringComparison.Ordinal);
    }

    private static float[] Values(int count, long seed)
    {
        var values = new float[count];
        Gaussian.Fill(RandomKey.FromSeed(seed), values);
        return values;
    }

    private static ReferenceTensor Tensor(Shape shape, long seed)
    {
        var tensor = new ReferenceTensor(shape, 1);
        Values((int)shape.Count, seed).CopyTo(tensor.Values, 0);
        return tensor;
    }

    private static double Sum(Shape shape, Func<int, int, int, double> term)
    {
        var sum = 0.0;
        for (var c = 0; c < shape.Channels; c++)
            for (var r = 0; r < shape.Rows; r++)
                for (var q = 0; q < shape.Columns; q++)
                    sum += term(c, r, q);
        return sum;
    }
}
