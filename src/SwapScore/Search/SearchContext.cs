using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Search;

/// <summary>Everything a search strategy works with.</summary>
/// <param name="Space">The space that is searched.</param>
/// <param name="Options">The options of the search, validated.</param>
/// <param name="Fitness">What is maximized; a strategy compares fitnesses of one moment only.</param>
/// <param name="Variation">Draws, mutates and crosses architectures within the budget.</param>
/// <param name="Key">Randomness of the strategy itself, for example which member breeds; <see cref="Variation"/> has its own.</param>
public sealed record SearchContext(ISearchSpace Space, SearchOptions Options, ISearchFitness Fitness, Variation Variation, RandomKey Key);
