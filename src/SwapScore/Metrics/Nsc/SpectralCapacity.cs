namespace SwapScore.Metrics.Nsc;

/// <summary>
/// The capacity of a random weight matrix: <c>ψ = N ∫ ln(1 + M·s²·λ) f(λ) dλ</c>. M and N are the larger and the smaller side of the matrix, s² is the
/// variance of its entries, and f is the density of Marchenko and Pastur for γ = N/M.
/// </summary>
/// <remarks>
/// The integral is known in closed form: Tulino, Verdú: Random Matrix Theory and Wireless Communications (2004), the Shannon transform.
/// </remarks>
internal static class SpectralCapacity
{
    /// <summary>ψ of a matrix with the variance of Xavier's initialization, <c>s² = 2 / (outputs + inputs)</c>.</summary>
    /// <param name="outputs">Number of rows, at least 1.</param>
    /// <param name="inputs">Number of columns, at least 1.</param>
    public static double OfXavier(double outputs, double inputs)
    {
        var (large, small) = (Math.Max(outputs, inputs), Math.Min(outputs, inputs));
        return small * Transform(large * 2 / (outputs + inputs), small / large);
    }

    /// <summary><c>∫ ln(1 + gain·λ) f(λ) dλ</c>.</summary>
    /// <param name="gain">The factor before λ, above 0.</param>
    /// <param name="ratio">γ, above 0 and at most 1.</param>
    public static double Transform(double gain, double ratio)
    {
        var root = Math.Sqrt(ratio);
        var difference = Math.Sqrt(gain * (1 + root) * (1 + root) + 1) - Math.Sqrt(gain * (1 - root) * (1 - root) + 1);
        var quarter = difference * difference / 4;
        return Math.Log(1 + gain - quarter) + Math.Log(1 + gain * ratio - quarter) / ratio - quarter / (ratio * gain);
    }
}
