using ScottPlot;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Ticks at multiples of 1, 2 or 5 times a power of ten, all with the same number of decimals.</summary>
internal static class EvenTicks
{
    private static readonly double[] Factors = [1, 2, 5, 10];

    /// <param name="low">Lower end of the axis.</param>
    /// <param name="high">Upper end.</param>
    /// <param name="most">How many ticks there is room for.</param>
    /// <param name="leastStep">Least distance of two ticks. Default: any.</param>
    public static Tick[] Between(double low, double high, int most, double leastStep = 0)
    {
        var least = Math.Max(leastStep, (high - low) / Math.Max(2, most));
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        var step = power * Factors.First(factor => factor * power >= least * 0.999);
        var decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        var ticks = new List<Tick>();
        for (var multiple = Math.Ceiling(low / step - 1e-9); multiple * step <= high + step * 1e-9; multiple++)
            ticks.Add(Tick.Major(multiple * step, Numbers.Tick(multiple * step, decimals)));
        return [.. ticks];
    }
}
