namespace SwapScore.Metrics.Swap;

/// <summary>
/// μ and σ that follow a search: after every epoch they are those of all networks evaluated so far. Scores are kept as ln Ψ and Θ, so that
/// old ones are weighted anew. Not thread-safe.
/// </summary>
/// <remarks>SWAP-Score, arXiv 2605.07378, §V (SWAP-NAS-adaptive).</remarks>
/// <param name="policy">How μ and σ follow from sizes; null for <see cref="SizeDistribution.Literal"/>, as published.</param>
internal sealed class AdaptiveRegularization(Func<SizeDistribution, (double Mu, double Sigma)>? policy = null)
{
    private readonly List<long> _parameters = [];

    /// <summary>μ of the current epoch, in thousands; null before the first epoch has ended.</summary>
    public double? Mu { get; private set; }

    /// <summary>σ of the current epoch, in thousands; null before the first epoch has ended.</summary>
    public double? Sigma { get; private set; }

    /// <summary>Notes a network that was evaluated.</summary>
    /// <param name="parameters">Trainable parameters of its scoring network (not thousands).</param>
    public void Add(long parameters) => _parameters.Add(parameters);

    /// <summary>Sets μ and σ from all networks noted so far, if there are any.</summary>
    public void EndEpoch()
    {
        if (_parameters.Count == 0) return;
        (Mu, Sigma) = (policy ?? (sizes => sizes.Literal))(new SizeDistribution(_parameters));
    }

    /// <summary>The logarithm of the regularised score under the current μ and σ; of the score itself in the first epoch.</summary>
    /// <param name="psi">Ψ, positive.</param>
    /// <param name="parameters">Trainable parameters of the scoring network.</param>
    public double LogScore(double psi, long parameters) =>
        Math.Log(psi) + (Mu is { } mu && Sigma is { } sigma ? Regularization.LogFactor(parameters, mu, sigma) : 0);
}
