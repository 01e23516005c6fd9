using SwapScore.Engine;
using SwapScore.Metrics.Matrices;

namespace SwapScore.Metrics.Independence;

/// <summary>
/// The values of some channels of one map after the other, standardized: rows of mean 0 and length 1, whose products are Pearson correlations. At most 64
/// channels, evenly chosen, and about 1,024 values of each: the first 16 samples at positions evenly chosen, the same for all samples and channels.
/// </summary>
internal sealed class ChannelSample
{
    /// <summary>The most channels.</summary>
    public const int MaximumChannels = 64;

    /// <summary>The most samples, so that a larger batch changes nothing.</summary>
    public const int MaximumSamples = 16;

    /// <summary>The values wanted of a channel.</summary>
    public const int WantedValues = 1024;

    private readonly double[] _correlations = new double[MaximumChannels * MaximumChannels];
    private double[] _rows = [];

    /// <summary>
    /// The smallest eigenvalue of the correlations between the channels of a map: 0 where a channel is a combination of others or does not vary, 1 where
    /// no two are correlated.
    /// </summary>
    /// <param name="activation">The whole map, <c>[channel][row][column]</c> per sample, with the first samples of the batch.</param>
    public double SmallestEigenvalue(in Activation activation)
    {
        var channels = Math.Min(activation.Node.Shape.Channels, MaximumChannels);
        var length = Fill(activation, channels);
        for (var i = 0; i < channels; i++)
            for (var j = 0; j <= i; j++)
            {
                var correlation = RowKernel.Dot(_rows.AsSpan(i * length, length), _rows.AsSpan(j * length, length));
                _correlations[i * channels + j] = _correlations[j * channels + i] = correlation;
            }

        // Rounding may leave a little less than nothing.
        return Math.Max(0, SymmetricMatrix.SmallestEigenvalue(_correlations, channels));
    }

    /// <summary>Fills the rows, <c>[channel][position][sample]</c>.</summary>
    /// <returns>Values of a channel.</returns>
    private int Fill(in Activation activation, int channels)
    {
        var (all, area) = (activation.Node.Shape.Channels, (int)activation.Node.Shape.Area);
        var samples = Math.Min(activation.Samples, MaximumSamples);
        var positions = Math.Min(area, (WantedValues + samples - 1) / samples);
        var length = positions * samples;
        if (_rows.Length < channels * length) _rows = new double[channels * length];
        for (var channel = 0; channel < channels; channel++)
        {
            var first = (int)((long)channel * all / channels) * area;
            var row = _rows.AsSpan(channel * length, length);
            for (var position = 0; position < positions; position++)
            {
                // The middle of every part, and not its beginning: that would be the first column of every row.
                var neuron = first + (int)((2L * position + 1) * area / (2 * positions));
                Read(activation, neuron, row.Slice(position * samples, samples));
            }

            RowKernel.Standardize(row);
        }

        return length;
    }

    /// <summary>The values of one neuron for the first samples.</summary>
    private static void Read(in Activation activation, int neuron, Span<double> values)
    {
        if (activation.HasRows)
        {
            for (var sample = 0; sample < values.Length; sample++)
                values[sample] = activation.Row(sample)[neuron];
            return;
        }

        for (var block = 0; !values.IsEmpty; block++)
        {
            var lanes = activation.Block(block).Slice(neuron * activation.Lanes, Math.Min(activation.Lanes, values.Length));
            for (var lane = 0; lane < lanes.Length; lane++)
                values[lane] = lanes[lane];
            values = values[lanes.Length..];
        }
    }
}
