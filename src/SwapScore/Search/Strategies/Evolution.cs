using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Search.Strategies;

/// <summary>
/// A population that breeds. SWAP-NAS: the best of a tournament, or a crossover of its two best, has some mutants; the best of them joins, the
/// worst member leaves. Aging: the best of a tournament has one mutant, the oldest member leaves.
/// </summary>
internal sealed class Evolution(SearchOptions options, ISearchFitness fitness, Variation variation, RandomSequence draw) : IStrategy
{
    private readonly List<Candidate> _population = [];
    private bool _isFilled;

    public IReadOnlyList<Candidate> Population => _population;

    private bool IsAging => options.Algorithm == SearchAlgorithm.Aging;

    public IReadOnlyList<IArchitecture> Next()
    {
        if (_population.Count < 2) return variation.Drawn(_isFilled ? options.Mutations : options.Population);
        var tournament = Tournament();
        var parent = !IsAging && draw.NextDouble() < options.Crossover
            ? variation.Crossed(tournament[0].Architecture, tournament[1].Architecture)
            : tournament[0].Architecture;
        return [.. Enumerable.Range(0, IsAging ? 1 : options.Mutations).Select(_ => variation.Mutant(parent)).OfType<IArchitecture>()];
    }

    public void Accept(IReadOnlyList<Candidate> scored)
    {
        // A member twice would take the place of another and breed twice as often.
        var children = scored.Where(child => !_population.Contains(child)).DistinctBy(child => child.Number).ToList();
        if (_population.Count < 2)
        {
            _population.AddRange(children);
            _isFilled = true;
            return;
        }

        if (children.Count == 0) return;
        _population.Add(children.Fittest(fitness));
        if (_population.Count <= options.Population) return;
        if (IsAging)
            _population.RemoveAt(0);
        else
            _population.Remove(_population.OrderBy(fitness.Of).ThenByDescending(candidate => candidate.Number).First());
    }

    /// <summary>Some members, drawn without replacement, fittest first.</summary>
    private List<Candidate> Tournament()
    {
        var members = _population.ToArray();
        var size = Math.Min(options.TournamentSize, members.Length);
        for (var i = 0; i < size; i++)
        {
            var other = i + draw.Next(members.Length - i);
            (members[i], members[other]) = (members[other], members[i]);
        }

        return [.. members.Take(size).FittestFirst(fitness)];
    }
}
