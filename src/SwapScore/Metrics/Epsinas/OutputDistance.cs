namespace SwapScore.Metrics.Epsinas;

/// <summary>How far two results of a network are apart, whatever their scales.</summary>
internal static class OutputDistance
{
    /// <summary>
    /// Values scaled to 0…1; those that become 0 are missing, and those that are infinite stay out of the scale. All are missing where nothing varies.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <returns>As many; NaN where one is missing.</returns>
    public static double[] Scale(double[] values)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            if (double.IsFinite(value))
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
        return [.. values.Select(value => (value - least) / (most - least)).Select(scaled => double.IsFinite(scaled) && scaled != 0 ? scaled : double.NaN)];
    }

    /// <summary>The mean of the absolute differences where neither value is missing, divided by the mean of all values that are not missing.</summary>
    /// <param name="first">Scaled values.</param>
    /// <param name="second">As many others.</param>
    /// <returns>0 or more; NaN where no two values can be compared.</returns>
    public static double Relative(double[] first, double[] second)
    {
        var (differences, pairs, sum, count) = (0.0, 0, 0.0, 0);
        for (var i = 0; i < first.Length; i++)
        {
            Add(first[i]);
            Add(second[i]);
            if (double.IsNaN(first[i]) || double.IsNaN(second[i])) continue;
            differences += Math.Abs(first[i] - second[i]);
            pairs++;
        }

        return differences / pairs / (sum / count);

        void Add(double value)
        {
            if (double.IsNaN(value)) return;
            sum += value;
            count++;
        }
    }
}
