using SwapScore.Engine;

namespace SwapScore.Metrics.Meco;

/// <summary>Pearson correlations between the channels of the first sample of an activation, over rows and columns.</summary>
internal static class Correlations
{
    /// <param name="activation">The whole map, <c>[channel][row][column]</c> per sample.</param>
    /// <param name="channels">How many channels, evenly chosen; at most all of them.</param>
    /// <returns>Symmetric, <c>[channel][channel]</c>; rows of channels that do not vary are 0.</returns>
    public static double[] OfChannels(in Activation activation, int channels)
    {
        var all = activation.Node.Shape.Channels;
        var area = (int)activation.Node.Shape.Area;
        var unit = new double[channels][];
        var values = activation.Sample(0);
        for (var channel = 0; channel < channels; channel++)
        {
            var row = unit[channel] = new double[area];
            var first = (int)((long)channel * all / channels) * area;
            for (var i = 0; i < area; i++)
                row[i] = values[first + i];
            Standardize(row);
        }

        var matrix = new double[channels * channels];
        for (var i = 0; i < channels; i++)
            for (var j = 0; j <= i; j++)
                matrix[i * channels + j] = matrix[j * channels + i] = Dot(unit[i], unit[j]);
        return matrix;
    }

    /// <summary>Mean 0 and length 1; all 0 where nothing varies.</summary>
    private static void Standardize(double[] row)
    {
        var mean = row.Average();
        for (var i = 0; i < row.Length; i++)
            row[i] -= mean;
        var length = Math.Sqrt(Dot(row, row));
        for (var i = 0; i < row.Length; i++)
            row[i] = length > 0 && double.IsFinite(length) ? row[i] / length : 0;
    }

    private static double Dot(double[] first, double[] second)
    {
        // Four chains in a fixed order: fast enough, and the same bits everywhere.
        double a = 0, b = 0, c = 0, d = 0;
        var i = 0;
        for (; i <= first.Length - 4; i += 4)
        {
            a += first[i] * second[i];
            b += first[i + 1] * second[i + 1];
            c += first[i + 2] * second[i + 2];
            d += first[i + 3] * second[i + 3];
        }

        for (; i < first.Length; i++)
            a += first[i] * second[i];
        return a + b + (c + d);
    }
}
