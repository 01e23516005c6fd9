namespace SwapScore.Randomness;

/// <summary>Numbers uniform between −1 and 1, a word each: <c>w/2³¹</c> for w as a signed integer, rounded to nearest.</summary>
internal static class Uniform
{
    /// <summary>Fills values from the stream of a key, see <see cref="PairStream"/>.</summary>
    public static void Fill(RandomKey key, Span<float> values) => PairStream.Fill<UniformKernel>(key, values);

    /// <summary>Two independent numbers from two words.</summary>
    public static (float, float) Pair(uint word0, uint word1) => ((int)word0 * Gaussian.HalfTurnStep, (int)word1 * Gaussian.HalfTurnStep);
}
