using SwapScore.Metrics.Matrices;
using SwapScore.Statistics;

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
        List<double> eigenvalues = [.. SymmetricMatrix.Eigenvalues(information, size).Select(value => Math.Max(0, value))];
        var deciles = Enumerable.Range(1, 9).Select(i => Bootstrap.Quantile(eigenvalues, i / 10.0)).ToArray();
        var sum = deciles.Sum() + Floor;
        return -deciles.Select(decile => decile / sum).Sum(share => share * Math.Log(share + Floor));
    }
}
