using SwapScore.Statistics;

namespace SwapScore.Workflows.Training;

/// <summary>How exact a Spearman correlation can be expected to be, before anything is measured.</summary>
/// <remarks>Bonett, Wright: Sample size requirements for estimating Pearson, Kendall and Spearman correlations (Psychometrika 2000): <c>artanh ρ ± 1.96·√((1 + ρ²/2)/(n − 3))</c>.</remarks>
internal static class SpearmanInterval
{
    private const double Normal95 = 1.959963984540054;
    private const int Lost = 3;

    /// <summary>The 95 % interval.</summary>
    /// <param name="correlation">The correlation ρ, between −1 and 1.</param>
    /// <param name="count">Number of architectures n.</param>
    /// <returns>The interval; null for three or fewer, which say nothing.</returns>
    public static Interval? Expected(double correlation, int count)
    {
        if (count <= Lost) return null;
        var half = Normal95 * Math.Sqrt((1 + correlation * correlation / 2) / (count - Lost));
        var middle = Math.Atanh(correlation);
        return new Interval(Math.Tanh(middle - half), Math.Tanh(middle + half));
    }

    /// <summary>How many architectures make the interval of <c>artanh ρ</c> half as wide.</summary>
    /// <param name="count">Number of architectures now.</param>
    public static int CountForHalfWidth(int count) => 4 * (count - Lost) + Lost;
}
