namespace SwapScore.Randomness;

/// <summary>Normally distributed numbers of mean 0 and variance 1 (Box–Muller), with the same bits on every machine.</summary>
/// <remarks>
/// <para>
/// Block i of the stream gives two words and they give the pair <c>√(−2 ln u)·(cos θ, sin θ)</c>, with u = (w0 + ½)/2³² and
/// θ = 2π·w1/2³².
/// </para>
/// <para>
/// No library function whose last bits differ between machines: logarithm, sine and cosine are polynomials of fused multiply-adds.
/// Straight-line code without branches, so that the same arithmetic runs in the lanes of a vector. The largest magnitude is 6.77.
/// </para>
/// </remarks>
internal static class Gaussian
{
    internal const float Step = 1f / (1L << 32);
    internal const float HalfTurnStep = 1f / (1L << 31);
    internal const float Ln2 = (float)0.69314718055994530942;
    internal const float QuarterPi = (float)(Math.PI / 4);
    internal const double Square = Math.PI / 4 * (Math.PI / 4);
    internal const float Sine3 = (float)(-Math.PI / 4 * Square / 6);
    internal const float Sine5 = (float)(Math.PI / 4 * Square * Square / 120);
    internal const float Sine7 = (float)(-Math.PI / 4 * Square * Square * Square / 5_040);
    internal const float Sine9 = (float)(Math.PI / 4 * Square * Square * Square * Square / 362_880);
    internal const float Cosine2 = (float)(-Square / 2);
    internal const float Cosine4 = (float)(Square * Square / 24);
    internal const float Cosine6 = (float)(-Square * Square * Square / 720);
    internal const float Cosine8 = (float)(Square * Square * Square * Square / 40_320);
    internal const float Cosine10 = (float)(-Square * Square * Square * Square * Square / 3_628_800);
    internal const int SquareRootOfHalfBits = 0x3F3504F3;
    internal const int MantissaBits = 23;

    /// <summary>Fills values from the stream of a key, from its beginning.</summary>
    /// <param name="key">The stream.</param>
    /// <param name="values">All are set.</param>
    public static void Fill(RandomKey key, Span<float> values) => PairStream.Fill<GaussianKernel>(key, values);

    /// <summary>Two independent numbers from two uniform words.</summary>
    internal static (float, float) Pair(uint word0, uint word1)
    {
        var uniform = MathF.FusedMultiplyAdd(word0, Step, Step / 2);
        var radius = MathF.Sqrt(-2f * Ln(uniform));
        var (sine, cosine) = SinCos(word1);
        return (radius * cosine, radius * sine);
    }

    /// <summary>Natural logarithm of a normal positive number; relative error below 2⁻²².</summary>
    internal static float Ln(float x)
    {
        // x = m·2ᵉ with m in [√½, √2), so that e is 0 and nothing cancels near 1.
        var bits = BitConverter.SingleToInt32Bits(x);
        var exponent = (bits - SquareRootOfHalfBits) >> MantissaBits;
        var mantissa = BitConverter.Int32BitsToSingle(bits - (exponent << MantissaBits));

        // ln m = 2·artanh((m − 1)/(m + 1)), whose series converges fast: |s| < 0.172.
        var s = (mantissa - 1f) / (mantissa + 1f);
        var z = s * s;
        var series = MathF.FusedMultiplyAdd(z, 2f / 9f, 2f / 7f);
        series = MathF.FusedMultiplyAdd(series, z, 2f / 5f);
        series = MathF.FusedMultiplyAdd(series, z, 2f / 3f);
        var ln = MathF.FusedMultiplyAdd(s * z, series, s + s);
        return MathF.FusedMultiplyAdd(exponent, Ln2, ln);
    }

    /// <summary>Sine and cosine of 2π·word/2³²; absolute error below 2⁻²³.</summary>
    internal static (float Sine, float Cosine) SinCos(uint word)
    {
        // The nearest multiple of a quarter turn and the rest in [−1, 1) eighths of a turn, both exact.
        var quarter = (word + 0x2000_0000u) >> 30;
        var x = (int)(word << 2) * HalfTurnStep;
        var z = x * x;

        // Taylor series of sin(πx/4) and cos(πx/4), cut where the next term is below 2⁻²⁹.
        var sine = MathF.FusedMultiplyAdd(z, Sine9, Sine7);
        sine = MathF.FusedMultiplyAdd(sine, z, Sine5);
        sine = MathF.FusedMultiplyAdd(sine, z, Sine3);
        sine = MathF.FusedMultiplyAdd(sine, z, QuarterPi) * x;
        var cosine = MathF.FusedMultiplyAdd(z, Cosine10, Cosine8);
        cosine = MathF.FusedMultiplyAdd(cosine, z, Cosine6);
        cosine = MathF.FusedMultiplyAdd(cosine, z, Cosine4);
        cosine = MathF.FusedMultiplyAdd(cosine, z, Cosine2);
        cosine = MathF.FusedMultiplyAdd(cosine, z, 1f);

        // Odd quarters swap the two; the signs follow the quarter.
        var isOdd = (quarter & 1) != 0;
        var (s, c) = (isOdd ? cosine : sine, isOdd ? sine : cosine);
        return (Flip(s, quarter >> 1), Flip(c, (quarter + 1) >> 1));
    }

    /// <summary>Changes the sign if the last bit is set.</summary>
    private static float Flip(float value, uint bit) =>
        BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) ^ (bit << 31));
}
