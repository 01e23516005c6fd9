using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Scoring;

/// <summary>μ and σ of the regularized score.</summary>
/// <param name="Mu">μ in thousands of parameters; null for the largest size in a sample of the space.</param>
/// <param name="Sigma">σ in thousands of parameters; null for the squared range of sizes.</param>
public sealed record RegularizationChoice(double? Mu, double? Sigma)
{
    /// <summary>Both from the sizes of the space.</summary>
    public static RegularizationChoice Auto { get; } = new(null, null);

    /// <summary>The options with μ and σ; those left open come from the sizes of the space, where any metric needs them.</summary>
    /// <exception cref="NetworkException">The samples do not suit the space.</exception>
    internal EvaluationOptions Resolve(EvaluationOptions options, ISearchSpace space, SpaceTask task, Shape input, int threads)
    {
        if (!options.Metrics.Contains(MetricCatalog.Regularized)) return options;
        var (mu, sigma) = ResolveAll(space, task, input, threads);
        return options with { Mu = mu, Sigma = sigma };
    }

    /// <summary>μ and σ, those left open from the sizes of the space.</summary>
    /// <exception cref="NetworkException">The samples do not suit the space.</exception>
    internal (double Mu, double Sigma) ResolveAll(ISearchSpace space, SpaceTask task, Shape input, int threads)
    {
        if (Mu is { } mu && Sigma is { } sigma) return (mu, sigma);
        var sizes = Metrics.Swap.Regularization.SizeRewarding(SearchSpaces.DrawSizes(space, task, input, threads: threads));
        return (Mu ?? sizes.Mu, Sigma ?? sizes.Sigma);
    }
}
