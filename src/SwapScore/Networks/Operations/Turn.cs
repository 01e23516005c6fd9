namespace SwapScore.Networks.Operations;

/// <summary>Sine and cosine of fractions of a turn in double precision, without library functions, whose last bits differ between machines.</summary>
internal static class Turn
{
    /// <summary><c>cos(2π·numerator/denominator)</c>.</summary>
    public static double Cosine(long numerator, long denominator) => Quarter(numerator, denominator, quarters: 1);

    /// <summary><c>sin(2π·numerator/denominator)</c>.</summary>
    public static double Sine(long numerator, long denominator) => Quarter(numerator, denominator, quarters: 0);

    /// <summary>The sine of a fraction of a turn plus some quarters.</summary>
    private static double Quarter(long numerator, long denominator, int quarters)
    {
        // In eighths of a turn times the denominator, all whole numbers: which octant, and how far into it, is exact.
        var position = (8 * (numerator % denominator) + (2L * quarters + 8) * denominator) % (8 * denominator);
        var half = position / (4 * denominator);
        position %= 4 * denominator;
        if (position > 2 * denominator) position = 4 * denominator - position;
        var angle = position <= denominator
            ? Sine(Math.PI / 4 * position / denominator)
            : Cosine(Math.PI / 4 * (2 * denominator - position) / denominator);
        return half == 1 ? -angle : angle;
    }

    /// <summary>Taylor series for x in [0, π/4], to the last bit or two.</summary>
    private static double Sine(double x)
    {
        var (sum, term) = (0.0, x);
        for (var i = 1; i < 20; i += 2)
        {
            sum += term;
            term *= -x * x / ((i + 1) * (i + 2));
        }

        return sum;
    }

    private static double Cosine(double x)
    {
        var (sum, term) = (0.0, 1.0);
        for (var i = 0; i < 20; i += 2)
        {
            sum += term;
            term *= -x * x / ((i + 1) * (i + 2));
        }

        return sum;
    }
}
