using SwapScore.Engine;
using SwapScore.Metrics.Matrices;

namespace SwapScore.Metrics.Near;

/// <summary>Some positions of a map as rows of a matrix, channels as its columns, and the effective rank of that matrix.</summary>
internal static class ActivationRows
{
    /// <summary>
    /// As many rows as the map has channels, or all there are if there are fewer. Rows run over samples, columns and rows of the map; those in the middle
    /// are taken, beginning with the first position of a column.
    /// </summary>
    /// <param name="activation">The whole map, <c>[channel][row][column]</c> per sample.</param>
    /// <returns><c>[position][channel]</c>.</returns>
    public static double[][] Take(in Activation activation)
    {
        var shape = activation.Node.Shape;
        var area = (int)shape.Area;
        var all = activation.Samples * area;
        var count = Math.Min(all, shape.Channels);
        var first = (all - count) / 2 / shape.Rows * shape.Rows;
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
        {
            var (sample, place) = Math.DivRem(first + i, area);
            var (column, row) = Math.DivRem(place, shape.Rows);
            var values = activation.Sample(sample);
            var neuron = row * shape.Columns + column;
            rows[i] = new double[shape.Channels];
            for (var channel = 0; channel < shape.Channels; channel++)
                rows[i][channel] = values[channel * area + neuron];
        }

        return rows;
    }

    /// <summary>
    /// <c>exp(−Σ p·ln p)</c> with p the singular values divided by their sum: between 1 and the number of rows; 0 for a matrix of zeros.
    /// </summary>
    /// <remarks>Roy, Vetterli: The effective rank (EUSIPCO 2007).</remarks>
    /// <param name="rows"><c>[row][column]</c>, at least one row and no more rows than columns.</param>
    public static double EffectiveRank(double[][] rows)
    {
        var products = new double[rows.Length * rows.Length];
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j <= i; j++)
                products[i * rows.Length + j] = products[j * rows.Length + i] = RowKernel.Dot(rows[i], rows[j]);
        if (!products.All(double.IsFinite)) return double.NaN;
        var values = SymmetricMatrix.Eigenvalues(products, rows.Length);

        // Below this the squares of singular values are what rounding left of zeros.
        var least = values[^1] * rows.Length * 1e-15;
        var singular = values.Where(value => value > least).Select(Math.Sqrt).ToArray();
        var sum = singular.Sum();
        return sum > 0 ? Math.Exp(-singular.Sum(value => value / sum * Math.Log(value / sum))) : 0;
    }
}
