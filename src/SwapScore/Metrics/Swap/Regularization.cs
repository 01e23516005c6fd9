using System.Collections.Immutable;

namespace SwapScore.Metrics.Swap;

/// <summary>
/// The regularised score <c>Ψ' = Ψ · exp(−(Θ − μ)² / σ)</c>, Θ the trainable parameters of the scoring network in thousands, auxiliary
/// heads excluded, classifier included.
/// </summary>
/// <remarks>
/// Computed in log space: far from μ the factor underflows to 0 and every such network would tie. SWAP-Score, arXiv 2605.07378, §III-C.
/// </remarks>
public static class Regularization
{
    /// <summary>Logarithm of the factor, <c>−(Θ − μ)² / σ</c>.</summary>
    /// <param name="parameters">Trainable parameters of the scoring network (not thousands).</param>
    /// <param name="mu">μ in thousands of parameters.</param>
    /// <param name="sigma">σ, the divisor, positive.</param>
    public static double LogFactor(long parameters, double mu, double sigma)
    {
        var distance = parameters / 1000.0 - mu;
        return -distance * distance / sigma;
    }

    /// <summary>
    /// μ the largest size and σ the square of the range, in thousands: the factor rises with size from 1/e to 1, whatever the unit. Sizes that
    /// are all equal give the factor 1.
    /// </summary>
    /// <param name="parameters">Trainable parameters of scoring networks (not thousands); at least one.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static (double Mu, double Sigma) SizeRewarding(IEnumerable<long> parameters) => new SizeDistribution(parameters).SizeRewarding;

    /// <summary>Applies the factor to the Ψ of every repeat.</summary>
    internal static MetricScore Apply(ImmutableArray<double> psi, long parameters, double mu, double sigma)
    {
        var logFactor = LogFactor(parameters, mu, sigma);
        var factor = Math.Exp(logFactor);
        return new MetricScore([.. psi.Select(value => value * factor)], Math.Log(psi.Average()) + logFactor);
    }
}
