using SwapScore.Engine;
using SwapScore.Metrics.Matrices;

namespace SwapScore.Metrics.Independence;

/// <summary>
/// The values of some channels of a map at some positions, standardized: rows of mean 0 and length 1, whose products are Pearson correlations. At most 64
/// channels, evenly chosen, and about 1,024 positions: those of one sample of a large map, evenly chosen, or of several samples of a small one.
/// </summary>
internal sealed class ChannelSample
{
    /// <summary>The most channels.</summary>
    public const int MaximumChannels = 64;

    /// <summary>The positions wanted.</summary>
    public const int WantedPositions = 1024;

    private readonly double[] _values;

    private ChannelSample(double[] values, int channels, int positions) => (_values, Channels, Positions) = (values, channels, positions);

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Number of positions, over all samples used.</summary>
    public int Positions { get; }

    /// <summary>The values of one channel, <c>[position]</c>; all 0 where the channel does not vary.</summary>
    public ReadOnlySpan<double> Row(int channel) => _values.AsSpan(channel * Positions, Positions);

    /// <summary>Takes a sample of a map.</summary>
    /// <param name="activation">The whole node, <c>[channel][row][column]</c> per sample.</param>
    public static ChannelSample Create(in Activation activation)
    {
        var shape = activation.Node.Shape;
        var area = (int)shape.Area;
        var channels = Math.Min(shape.Channels, MaximumChannels);
        var places = Math.Min(area, WantedPositions);
        var samples = Math.Clamp((WantedPositions + area - 1) / area, 1, activation.Samples);
        var result = new ChannelSample(new double[channels * samples * places], channels, samples * places);
        for (var sample = 0; sample < samples; sample++)
        {
            var values = activation.Sample(sample);
            for (var channel = 0; channel < channels; channel++)
            {
                var from = (int)((long)channel * shape.Channels / channels) * area;
                var row = result._values.AsSpan(channel * result.Positions + sample * places, places);
                for (var place = 0; place < places; place++)
                    row[place] = values[from + (int)((long)place * area / places)];
            }
        }

        for (var channel = 0; channel < channels; channel++)
            Standardize(result._values.AsSpan(channel * result.Positions, result.Positions));
        return result;
    }

    /// <summary>The correlations of all pairs, symmetric to the last bit, <c>[channel][channel]</c>.</summary>
    public double[] Correlations()
    {
        var matrix = new double[Channels * Channels];
        for (var i = 0; i < Channels; i++)
            for (var j = 0; j <= i; j++)
                matrix[i * Channels + j] = matrix[j * Channels + i] = RowKernel.Dot(Row(i), Row(j));
        return matrix;
    }

    private static void Standardize(Span<double> row)
    {
        var sum = 0.0;
        foreach (var value in row)
            sum += value;
        var mean = sum / row.Length;
        foreach (ref var value in row)
            value -= mean;
        var length = Math.Sqrt(RowKernel.Dot(row, row));
        foreach (ref var value in row)
            value = length > 0 && double.IsFinite(length) ? value / length : 0;
    }
}
