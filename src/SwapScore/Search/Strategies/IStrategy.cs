using SwapScore.Spaces;

namespace SwapScore.Search.Strategies;

/// <summary>Chooses what is scored in each cycle of a search.</summary>
internal interface IStrategy
{
    /// <summary>The members, oldest first; null for strategies that keep none.</summary>
    IReadOnlyList<Candidate>? Population { get; }

    /// <summary>What the next cycle scores; none when everything has been.</summary>
    IReadOnlyList<IArchitecture> Next();

    /// <summary>Notes what came of it: the candidates of the last choice, new or known, in its order.</summary>
    void Accept(IReadOnlyList<Candidate> scored);
}
