namespace SwapScore.Workflows.Search;

/// <summary>What a search maximizes.</summary>
public enum FitnessKind
{
    /// <summary>Regularized for swap, plain for other metrics.</summary>
    ByMetric,

    /// <summary>The score with μ and σ.</summary>
    Regularized,

    /// <summary>The score alone.</summary>
    Plain,

    /// <summary>The score with μ and σ that follow the search.</summary>
    Adaptive,

    /// <summary>Ranks by all metrics.</summary>
    Ranks,
}
