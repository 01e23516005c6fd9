using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Search.Strategies;

/// <summary>Where the architectures of a search come from: drawn, mutated, crossed; always within the budget.</summary>
/// <param name="space">The space.</param>
/// <param name="scoring">Knows what has been scored.</param>
/// <param name="budget">The budget.</param>
/// <param name="key">Stream of randomness.</param>
internal sealed class Variation(ISearchSpace space, SearchScoring scoring, BudgetCheck budget, RandomKey key)
{
    // Mutations in a row from a parent whose neighbours are all known.
    private const int MaximumSteps = 20;

    private int _draws;

    public RandomKey NextKey() => key.Derive(RandomPurpose.Architecture, _draws++);

    /// <summary>Some architectures within the budget; fewer where draws lead nowhere.</summary>
    public List<IArchitecture> Drawn(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => budget.Reduced(space.Sample(NextKey()), NextKey)).OfType<IArchitecture>()];

    public IArchitecture Crossed(IArchitecture first, IArchitecture second) => space.Cross(first, second, NextKey());

    /// <summary>
    /// A neighbour; one that has been scored before is mutated again, so that a cycle finds something new where it can; one beyond the budget
    /// is drawn again. Null where there is none.
    /// </summary>
    public IArchitecture? Mutant(IArchitecture parent)
    {
        IArchitecture? found = null;
        for (var step = 0; step < MaximumSteps; step++)
        {
            var child = space.Mutate(found ?? parent, NextKey());
            if (scoring.IsKnown(child)) found = child;
            else if (budget.IsWithin(child)) return child;
        }

        return found;
    }

    /// <summary>Neighbours that differ in one choice and have not been scored.</summary>
    public List<IArchitecture> Neighbours(IArchitecture parent, int count)
    {
        var found = new Dictionary<string, IArchitecture>();
        for (var step = 0; step < MaximumSteps * count && found.Count < count; step++)
        {
            var child = space.Mutate(parent, NextKey());
            if (!scoring.IsKnown(child) && budget.IsWithin(child)) found.TryAdd(child.Canonical, child);
        }

        return [.. found.Values];
    }
}
