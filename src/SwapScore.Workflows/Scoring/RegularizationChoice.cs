using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Scoring;

/// <summary>μ and σ as typed; null for those left to the program.</summary>
internal sealed record RegularizationChoice(double? Mu, double? Sigma)
{
    /// <summary>Threads that count the sizes of the space. Default: 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The options with μ and σ; those left to the program come from the sizes of the space, where any metric needs them.</summary>
    /// <exception cref="NetworkException">The samples do not suit the space.</exception>
    public EvaluationOptions Resolve(EvaluationOptions options, ISearchSpace space, SpaceTask task, Shape input)
    {
        if (!options.Metrics.Contains(MetricCatalogue.Regularised) || (Mu is not null && Sigma is not null)) return options;
        var (mu, sigma) = ResolveAll(space, task, input);
        return options with { Mu = mu, Sigma = sigma };
    }

    /// <summary>μ and σ, those left to the program from the sizes of the space.</summary>
    /// <exception cref="NetworkException">The samples do not suit the space.</exception>
    public (double Mu, double Sigma) ResolveAll(ISearchSpace space, SpaceTask task, Shape input)
    {
        if (Mu is { } mu && Sigma is { } sigma) return (mu, sigma);
        var sizes = SpaceSizes.Of(space, task, input, threads: Threads).SizeRewarding;
        return (Mu ?? sizes.Mu, Sigma ?? sizes.Sigma);
    }
}
