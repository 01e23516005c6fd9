using SwapScore.Engine;
using SwapScore.Metrics.Matrices;
using SwapScore.Networks;

namespace SwapScore.Metrics.AzNas;

/// <summary>
/// An estimate of how the channels of a block's output depend on those of its input: with random signs g at the output and <c>g' = Jᵀ·g</c>, J the Jacobian
/// of the block, the mean over samples and positions of <c>g'·gᵀ</c>. Where the input has more rows and columns, each output position takes the input's
/// positions above it as further channels; likewise where the output has more.
/// </summary>
/// <param name="input">Shape of the input.</param>
/// <param name="output">Shape of the output.</param>
internal sealed class ChannelJacobian(Shape input, Shape output)
{
    private readonly int _rows = Math.Min(input.Rows, output.Rows);
    private readonly int _columns = Math.Min(input.Columns, output.Columns);

    /// <summary>The largest singular value of the estimate.</summary>
    /// <param name="arrived">g', the gradient by the input.</param>
    /// <param name="signs">Writes g of a sample, <c>[channel][row][column]</c>.</param>
    public double LargestSingularValue(in Activation arrived, Action<int, Span<float>> signs)
    {
        double[][] inputs = Places(input), outputs = Places(output);
        var sums = new double[inputs.Length * outputs.Length];
        var (back, forth) = (new float[input.Count], new float[output.Count]);
        for (var sample = 0; sample < arrived.Samples; sample++)
        {
            arrived.Sample(sample).CopyTo(back);
            signs(sample, forth);
            Gather(back, input, inputs);
            Gather(forth, output, outputs);
            for (var i = 0; i < inputs.Length; i++)
                for (var j = 0; j < outputs.Length; j++)
                    sums[i * outputs.Length + j] += RowKernel.Dot(inputs[i], outputs[j]);
        }

        var positions = (double)arrived.Samples * _rows * _columns;
        return Array.TrueForAll(sums, double.IsFinite) ? SingularValues.Largest(Array.ConvertAll(sums, sum => sum / positions), outputs.Length) : double.NaN;
    }

    private double[][] Places(Shape shape) =>
        [.. Enumerable.Range(0, shape.Channels * (shape.Rows / _rows) * (shape.Columns / _columns)).Select(_ => new double[_rows * _columns])];

    /// <summary>The values of every channel, those of one position together where there are more of them.</summary>
    private void Gather(ReadOnlySpan<float> values, Shape shape, double[][] places)
    {
        var (down, right) = (shape.Rows / _rows, shape.Columns / _columns);
        for (var place = 0; place < places.Length; place++)
        {
            var (channel, y, x) = (place / (down * right), place / right % down, place % right);
            for (var row = 0; row < _rows; row++)
                for (var column = 0; column < _columns; column++)
                    places[place][row * _columns + column] = values[(channel * shape.Rows + row * down + y) * shape.Columns + column * right + x];
        }
    }
}
