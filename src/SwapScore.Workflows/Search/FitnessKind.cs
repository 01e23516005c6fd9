namespace SwapScore.Workflows.Search;

/// <summary>What a search maximises, as typed.</summary>
internal enum FitnessKind
{
    /// <summary>Regularised for swap, plain for other metrics.</summary>
    ByMetric,

    Regularised,
    Plain,
    Adaptive,
    Ranks,
}
