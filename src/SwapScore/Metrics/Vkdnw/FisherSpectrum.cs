using SwapScore.Metrics.Matrices;

namespace SwapScore.Metrics.Vkdnw;

/// <summary>How even the eigenvalues of a Fisher information are: the entropy of its nine deciles, divided by their sum. At most ln 9, where all are equal.</summary>
internal static class FisherSpectrum
{
    // What the published code adds.
    private const double Floor = 1e-10;

    /// <param name="information">The matrix, symmetric to the last bit, size × size; destroyed.</param>
    /// <param name="size">Number of weights, at least 1.</param>
    public static double Entropy(double[] information, int size)
    {
        if (!Array.TrueForAll(information, double.IsFinite)) return double.NaN;
        var eigenvalues = Array.ConvertAll(SymmetricMatrix.Eigenvalues(information, size), value => Math.Max(0, value));
        var deciles = Enumerable.Range(1, 9).Select(i => Quantile(eigenvalues, i / 10.0)).ToArray();
        var sum = deciles.Sum() + Floor;
        return -deciles.Select(decile => decile / sum).Sum(share => share * Math.Log(share + Floor));
    }

    /// <summary>Between two values the quantile changes evenly.</summary>
    private static double Quantile(double[] sorted, double level)
    {
        var place = level * (sorted.Length - 1);
        var low = (int)place;
        return low + 1 < sorted.Length ? sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]) : sorted[low];
    }
}
