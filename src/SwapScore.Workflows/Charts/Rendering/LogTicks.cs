using ScottPlot;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Ticks of an axis whose positions are decimal logarithms.</summary>
internal static class LogTicks
{
    private const int MostDecades = 8;

    /// <summary>At 1, 2 and 5 times the powers of ten for few decades, at powers of ten for many.</summary>
    public static Tick[] Between(double low, double high)
    {
        var decades = high - low;
        var step = Math.Max(1, (int)Math.Ceiling(decades / MostDecades));
        double[] factors = decades <= 2 ? [1, 2, 5] : [1];
        var ticks = new List<Tick>();
        for (var power = (int)Math.Floor(low); power <= Math.Ceiling(high); power++)
        {
            if (power % step != 0) continue;
            foreach (var factor in factors)
            {
                var position = power + Math.Log10(factor);
                if (position >= low && position <= high) ticks.Add(Tick.Major(position, Numbers.Tick(factor * Math.Pow(10, power))));
            }
        }

        return [.. ticks];
    }

    /// <summary>A tick at each value.</summary>
    public static Tick[] At(IEnumerable<double> values, bool isLogarithmic) =>
        [.. values.Select(value => Tick.Major(isLogarithmic ? Math.Log10(value) : value, Numbers.Tick(value)))];
}
