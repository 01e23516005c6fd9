using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Search.Strategies;

/// <summary>
/// A population that breeds. SWAP-NAS: the best of a tournament, or a crossover of its two best, has some mutants; the best of them joins, the
/// worst member leaves. Aging: the best of a tournament has one mutant, the oldest member leaves.
/// </summary>
internal sealed class Evolution : ISearchStrategy
{
    private const int AgingTournament = 25;

    private readonly SearchOptions _options;
    private readonly ISearchFitness _fitness;
    private readonly SearchContext _context;
    private readonly RandomSequence _draw;
    private readonly bool _isAging;
    private readonly List<Candidate> _population = [];
    private bool _isFilled;

    public Evolution(SearchContext context, bool isAging)
    {
        (_options, _fitness, _context, _isAging) = (context.Options, context.Fitness, context, isAging);
        _draw = context.Key.Draw();
    }

    public IReadOnlyList<Candidate> Population => _population;

    private int TournamentSize =>
        _options.Tournament ?? (_isAging ? Math.Min(AgingTournament, _options.Population) : Math.Max(2, _options.Population / 2));

    public IReadOnlyList<IArchitecture> Next()
    {
        if (_population.Count < 2) return _context.Drawn(_isFilled ? _options.Mutations : _options.Population);
        var tournament = Tournament();
        var parent = !_isAging && _draw.NextDouble() < _options.Crossover
            ? _context.Crossed(tournament[0].Architecture, tournament[1].Architecture)
            : tournament[0].Architecture;
        return [.. Enumerable.Range(0, _isAging ? 1 : _options.Mutations).Select(_ => _context.Mutant(parent)).OfType<IArchitecture>()];
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
        _population.Add(children.Fittest(_fitness));
        if (_population.Count <= _options.Population) return;
        if (_isAging)
            _population.RemoveAt(0);
        else
            _population.Remove(_population.OrderBy(_fitness.Of).ThenByDescending(candidate => candidate.Number).First());
    }

    /// <summary>Some members, drawn without replacement, fittest first.</summary>
    private List<Candidate> Tournament()
    {
        var members = _population.ToArray();
        var size = Math.Min(TournamentSize, members.Length);
        for (var i = 0; i < size; i++)
        {
            var other = i + _draw.Next(members.Length - i);
            (members[i], members[other]) = (members[other], members[i]);
        }

        return [.. members.Take(size).FittestFirst(_fitness)];
    }
}
