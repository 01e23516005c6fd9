using SwapScore.Spaces;

namespace SwapScore.Search;

/// <summary>
/// Chooses what is scored in each cycle of a search. Implement it for a strategy of your own: a class whose constructor takes a
/// <see cref="SearchContext"/>, and a <see cref="SearchAlgorithm"/> that names it.
/// </summary>
/// <remarks>
/// A cycle asks for a choice (<see cref="Next"/>), scores what is new in it, and hands over what came of it (<see cref="Accept"/>). The search
/// keeps count of evaluations, time and events. A strategy that takes its randomness from the context alone finds the same for any number of threads.
/// </remarks>
public interface ISearchStrategy
{
    /// <summary>The members, oldest first; null for strategies that keep none. Default: null.</summary>
    IReadOnlyList<Candidate>? Population => null;

    /// <summary>Whether an empty choice ends the search, because nothing is left to choose. Default: false.</summary>
    bool EndsWhenEmpty => false;

    /// <summary>
    /// What the next cycle scores. Architectures that have been scored cost no evaluation. What is beyond the budget must not be chosen:
    /// <see cref="SearchContext"/> never yields it, and <see cref="SearchContext.IsWithinBudget"/> says of any architecture whether it is.
    /// </summary>
    IReadOnlyList<IArchitecture> Next();

    /// <summary>Takes what came of the last choice. Default: nothing.</summary>
    /// <param name="scored">Its candidates, new or known, in the order of the choice; those that could not be scored are missing.</param>
    void Accept(IReadOnlyList<Candidate> scored)
    {
    }
}
