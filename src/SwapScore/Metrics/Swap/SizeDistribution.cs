using System.Collections.Immutable;

namespace SwapScore.Metrics.Swap;

/// <summary>
/// The sizes Θ of scoring networks, in thousands of parameters, and what follows from them for μ and σ of the regularised score.
/// Which choice helps and which harms was measured: <c>docs/evidence/regularisation.md</c>.
/// </summary>
internal sealed class SizeDistribution
{
    private readonly ImmutableArray<double> _sizes;

    /// <summary>Makes the distribution of some sizes.</summary>
    /// <param name="parameters">Trainable parameters of scoring networks (not thousands); at least one.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public SizeDistribution(IEnumerable<long> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _sizes = [.. parameters.Select(count => count / 1000.0)];
        if (_sizes.IsEmpty) throw new ArgumentException("a distribution needs at least one size", nameof(parameters));
    }

    /// <summary>Number of networks.</summary>
    public int Count => _sizes.Length;

    /// <summary>The smallest, in thousands.</summary>
    public double Least => _sizes.Min();

    /// <summary>The largest size, in thousands of parameters.</summary>
    public double Most => _sizes.Max();

    /// <summary>The mean size, in thousands of parameters.</summary>
    public double Mean => _sizes.Average();

    /// <summary>The standard deviation, in thousands.</summary>
    public double Deviation
    {
        get
        {
            var mean = Mean;
            return Math.Sqrt(_sizes.Average(size => (size - mean) * (size - mean)));
        }
    }

    /// <summary>
    /// μ the largest size and σ the square of the range: the factor rises with size from 1/e to 1, whatever the unit. Sizes that are all
    /// equal give the factor 1.
    /// </summary>
    public (double Mu, double Sigma) SizeRewarding => (Most, Most > Least ? (Most - Least) * (Most - Least) : 1);

    /// <summary>μ the mean and σ the standard deviation, the paper's words taken literally: favours networks of middling size.</summary>
    /// <remarks>SWAP-Score, arXiv 2605.07378, §IV-A and §V.</remarks>
    public (double Mu, double Sigma) Literal => (Mean, Deviation > 0 ? Deviation : 1);
}
