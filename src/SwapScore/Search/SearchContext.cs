using SwapScore.Randomness;
using SwapScore.Search.Objectives;
using SwapScore.Spaces;

namespace SwapScore.Search;

/// <summary>Everything a search strategy works with. It makes the architectures of a search: draws, mutates and crosses them, with a randomness of its own.</summary>
public sealed class SearchContext
{
    // Mutations in a row from a parent whose neighbours are all known.
    private const int MaximumSteps = 20;

    private readonly SearchScoring _scoring;
    private readonly BudgetCheck _budget;
    private readonly ObjectiveValues _objectives;
    private readonly RandomKey _key;
    private int _draws;

    /// <param name="key">Randomness of the search.</param>
    internal SearchContext(ISearchSpace space, SearchOptions options, ISearchFitness fitness, SearchScoring scoring, BudgetCheck budget, RandomKey key)
    {
        _objectives = new ObjectiveValues(options.Objectives, fitness, budget);
        (Space, Options, Fitness, _scoring, _budget) = (space, options, fitness, scoring, budget);
        (Key, _key) = (key.Derive(RandomPurpose.Search, 0), key.Derive(RandomPurpose.Search, 1));
    }

    /// <summary>The space that is searched.</summary>
    public ISearchSpace Space { get; }

    /// <summary>The options of the search, validated.</summary>
    public SearchOptions Options { get; }

    /// <summary>What is maximized; a strategy compares fitnesses of one moment only.</summary>
    public ISearchFitness Fitness { get; }

    /// <summary>Randomness of the strategy itself, for example which member breeds.</summary>
    public RandomKey Key { get; }

    /// <summary>Whether an architecture is within the budget of the search. A budget of latency measures it, once.</summary>
    /// <param name="architecture">The architecture.</param>
    public bool IsWithinBudget(IArchitecture architecture) => _budget.IsWithin(architecture);

    /// <summary>
    /// The <see cref="SearchOptions.Objectives"/> of a candidate, in their order, as numbers of which lower is better: the score is negated.
    /// Comparable at one moment only, as the fitness is.
    /// </summary>
    /// <param name="candidate">A candidate of this search.</param>
    public IReadOnlyList<double> ObjectivesOf(Candidate candidate) => _objectives.Of(candidate);

    /// <summary>The candidates that none beats in all objectives, from the cheapest; the highest score of every size where the score is the only objective.</summary>
    internal IReadOnlyList<Candidate> Front(IReadOnlyList<Candidate> candidates) =>
        Options.Objectives.Count == 0 ? ParetoFront.Find(candidates, Fitness) : _objectives.Front(candidates);

    /// <summary>Whether an architecture, or one equal to it, has been scored or has failed.</summary>
    /// <param name="architecture">The architecture.</param>
    public bool IsKnown(IArchitecture architecture) => _scoring.IsKnown(architecture);

    /// <summary>A stream of randomness that no other call has.</summary>
    public RandomKey NextKey() => _key.Derive(RandomPurpose.Architecture, _draws++);

    /// <summary>Fresh architectures within the budget; fewer where draws lead nowhere.</summary>
    /// <param name="count">Number of architectures.</param>
    public IReadOnlyList<IArchitecture> Drawn(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _budget.Reduced(Space.Sample(NextKey()), NextKey)).OfType<IArchitecture>()];

    /// <summary>A mixture of two architectures. It may be beyond the budget: mutants of it are not.</summary>
    /// <param name="first">A parent.</param>
    /// <param name="second">The other parent.</param>
    public IArchitecture Crossed(IArchitecture first, IArchitecture second) => Space.Cross(first, second, NextKey());

    /// <summary>
    /// A neighbor within the budget. One that has been scored before is mutated again, so that a cycle finds something new where it can.
    /// </summary>
    /// <param name="parent">An architecture of the space.</param>
    /// <returns>Null where there is none.</returns>
    public IArchitecture? Mutant(IArchitecture parent)
    {
        IArchitecture? found = null;
        for (var step = 0; step < MaximumSteps; step++)
        {
            var child = Space.Mutate(found ?? parent, NextKey());
            if (_scoring.IsKnown(child)) found = child;
            else if (_budget.IsWithin(child)) return child;
        }

        return found;
    }

    /// <summary>Neighbors within the budget that differ in one choice and have not been scored; fewer where few are left.</summary>
    /// <param name="parent">An architecture of the space.</param>
    /// <param name="count">Number of architectures.</param>
    public IReadOnlyList<IArchitecture> Neighbors(IArchitecture parent, int count)
    {
        var found = new Dictionary<string, IArchitecture>();
        for (var step = 0; step < MaximumSteps * count && found.Count < count; step++)
        {
            var child = Space.Mutate(parent, NextKey());
            if (!_scoring.IsKnown(child) && _budget.IsWithin(child)) found.TryAdd(child.Canonical, child);
        }

        return [.. found.Values];
    }
}
