namespace SwapScore.Engine.Kernels;

/// <summary>
/// The elementary functions in double precision, of arithmetic alone like <see cref="Elementary"/>: the same bits on every platform. Series with positive terms,
/// so nothing cancels; within 1e-15 of the value.
/// </summary>
internal static class DoubleFunctions
{
    private const double TwoByRootOfPi = 1.1283791670955126;

    // e^−36 is below the last bit of one.
    private const double ErfIsOne = 6;
    private const double SeriesOfErf = 2.75;
    private const int ContinuedFraction = 60;

    private static readonly double[] OddReciprocals = [.. Enumerable.Range(0, 80).Select(i => 1.0 / (2 * i + 1))];
    private static readonly double[] Reciprocals = [0, .. Enumerable.Range(1, 13).Select(i => 1.0 / i)];

    /// <summary>eˣ; 0 below −708, clamped above 709.</summary>
    public static double Exp(double x)
    {
        if (x < -708) return 0;
        x = Math.Min(x, 709);

        // x = n·ln 2 + r, ln 2 in two parts of which the first has few bits: n times it is exact.
        var n = Math.Floor(x * 1.4426950408889634 + 0.5);
        var r = Math.FusedMultiplyAdd(n, -1.9082149292705877e-10, Math.FusedMultiplyAdd(n, -0.6931471803691238, x));
        var power = 1.0;
        for (var i = Reciprocals.Length - 1; i > 0; i--)
            power = Math.FusedMultiplyAdd(power, r * Reciprocals[i], 1);
        return power * BitConverter.Int64BitsToDouble(((long)n + 1023) << 52);
    }

    /// <summary>The error function.</summary>
    public static double Erf(double x)
    {
        var t = Math.Abs(x);
        if (!(t < ErfIsOne)) return double.IsNaN(x) ? x : Math.CopySign(1, x);
        return Math.CopySign(t < SeriesOfErf ? SmallErf(t) : 1 - LargeErfc(t), x);
    }

    /// <summary>The hyperbolic tangent.</summary>
    public static double Tanh(double x)
    {
        var t = Math.Abs(x);
        if (t > 20) return Math.CopySign(1, x);
        if (t > 0.5)
        {
            var power = Exp(-2 * t);
            return Math.CopySign((1 - power) / (1 + power), x);
        }

        // sinh by its series; cosh = √(1 + sinh²).
        var (term, sum, square) = (t, t, t * t);
        for (var i = 2; i < 20; i += 2)
            sum += term *= square / (i * (i + 1));
        return Math.CopySign(sum / Math.Sqrt(1 + sum * sum), x);
    }

    /// <summary><c>2/√π·e^−t²·Σ (2t²)ⁿ·t / (1·3·…·(2n + 1))</c>.</summary>
    private static double SmallErf(double t)
    {
        var (term, sum, square) = (t, t, 2 * t * t);
        for (var i = 1; i < OddReciprocals.Length && term > sum * 1e-17; i++)
            sum += term *= square * OddReciprocals[i];
        return TwoByRootOfPi * Exp(-t * t) * sum;
    }

    /// <summary><c>e^−t²/√π / (t + ½/(t + 1/(t + 1½/(t + …))))</c>.</summary>
    private static double LargeErfc(double t)
    {
        var rest = t;
        for (var i = ContinuedFraction; i > 0; i--)
            rest = t + i / 2.0 / rest;
        return TwoByRootOfPi / 2 * Exp(-t * t) / rest;
    }
}
