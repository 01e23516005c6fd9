using SwapScore.Engine;

namespace SwapScore.Metrics.Zen;

/// <summary>The variance of every channel over samples, rows and columns, in double precision and two passes.</summary>
internal static class ChannelVariances
{
    /// <param name="activation">The values.</param>
    /// <param name="isUnbiased">Whether to divide by one less than the number of values.</param>
    public static double[] Compute(in Activation activation, bool isUnbiased)
    {
        var variances = new double[activation.Node.Shape.Channels];
        var area = (int)activation.Node.Shape.Area;
        var count = (double)area * activation.Samples;
        for (var channel = 0; channel < variances.Length; channel++)
        {
            var mean = Sum(activation, channel, 0, squared: false) / count;
            variances[channel] = Sum(activation, channel, mean, squared: true) / (isUnbiased ? Math.Max(1, count - 1) : count);
        }

        return variances;
    }

    // Sample by sample: the order of the sum does not depend on how many lie side by side.
    private static double Sum(in Activation activation, int channel, double mean, bool squared)
    {
        var area = (int)activation.Node.Shape.Area;
        var sum = 0.0;
        for (var sample = 0; sample < activation.Samples; sample++)
        {
            var values = activation.Sample(sample).Slice(channel * area, area);
            for (var i = 0; i < values.Length; i++)
            {
                var distance = values[i] - mean;
                sum += squared ? distance * distance : distance;
            }
        }

        return sum;
    }
}
