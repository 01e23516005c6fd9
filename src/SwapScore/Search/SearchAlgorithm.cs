namespace SwapScore.Search;

/// <summary>How a search chooses what to evaluate next.</summary>
public enum SearchAlgorithm
{
    /// <summary>SWAP-NAS, Algorithm 1 of the paper: the best of half the population breeds, the worst member leaves.</summary>
    SwapNas,

    /// <summary>Regularised evolution: the best of a small tournament breeds, the oldest member leaves.</summary>
    Aging,

    /// <summary>Every architecture is drawn afresh.</summary>
    Random,

    /// <summary>Hill climbing: from one architecture to a fitter neighbour, and on from a fresh one where no neighbour is fitter.</summary>
    Local,

    /// <summary>Every architecture of a space that can be enumerated, once.</summary>
    Exhaustive,
}
