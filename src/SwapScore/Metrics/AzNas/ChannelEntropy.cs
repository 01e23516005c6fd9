using SwapScore.Engine;
using SwapScore.Metrics.Matrices;

namespace SwapScore.Metrics.AzNas;

/// <summary>
/// How evenly a map uses its channels: the entropy of the eigenvalues of the covariance between channels, over samples, rows and columns. Between 0, where
/// one direction holds everything, and the logarithm of the number of channels.
/// </summary>
internal static class ChannelEntropy
{
    // What the published code adds inside the logarithm.
    private const double Floor = 1e-8;

    /// <param name="activation">The whole map, <c>[channel][row][column]</c> per sample.</param>
    /// <returns><c>−Σ p·ln(p + 1e-8)</c>, p the eigenvalues divided by their sum; −∞ for a map that does not vary.</returns>
    public static double Compute(in Activation activation)
    {
        var channels = Centered(activation);

        // Covariances of channels and products of positions have the same eigenvalues, but for zeros: the smaller matrix is enough.
        var rows = channels.Length <= channels[0].Length ? channels : Transposed(channels);
        var products = new double[rows.Length * rows.Length];
        for (var i = 0; i < rows.Length; i++)
            for (var j = 0; j <= i; j++)
                products[i * rows.Length + j] = products[j * rows.Length + i] = RowKernel.Dot(rows[i], rows[j]);
        if (!Array.TrueForAll(products, double.IsFinite)) return double.NaN;
        var values = SymmetricMatrix.Eigenvalues(products, rows.Length);
        var sum = values.Sum(value => Math.Max(0, value));
        return sum > 0 ? -values.Select(value => Math.Max(0, value) / sum).Sum(share => share * Math.Log(share + Floor)) : double.NegativeInfinity;
    }

    /// <summary>The values of every channel, sample after sample, without their mean.</summary>
    private static double[][] Centered(in Activation activation)
    {
        var area = (int)activation.Node.Shape.Area;
        var channels = new double[activation.Node.Shape.Channels][];
        for (var channel = 0; channel < channels.Length; channel++)
        {
            var row = channels[channel] = new double[activation.Samples * area];
            for (var sample = 0; sample < activation.Samples; sample++)
            {
                var values = activation.Sample(sample).Slice(channel * area, area);
                for (var i = 0; i < values.Length; i++)
                    row[sample * area + i] = values[i];
            }

            var mean = RowKernel.Sum(row) / row.Length;
            foreach (ref var value in row.AsSpan())
                value -= mean;
        }

        return channels;
    }

    private static double[][] Transposed(double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray())];
}
