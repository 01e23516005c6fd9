using System.Runtime.CompilerServices;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Search;

/// <summary>
/// Searches a space for the fittest architecture. What is evaluated depends on the options and the scores alone: the history is the same for
/// any number of threads. Architectures equal up to isomorphism are scored once.
/// </summary>
/// <remarks>SWAP-Score, arXiv 2605.07378, Algorithm 1; Real et al.: Regularized Evolution for Image Classifier Architecture Search (AAAI 2019).</remarks>
/// <param name="space">The space.</param>
/// <param name="scoring">Scores architectures.</param>
/// <param name="fitness">What is maximised.</param>
/// <param name="options">How.</param>
public sealed class ArchitectureSearch(ISearchSpace space, SearchScoring scoring, SearchFitness fitness, SearchOptions options)
{
    // A space can be smaller than the budget, or hold little within it: this many draws without anything new end the search.
    private const int MaximumFruitlessDraws = 10_000;

    // Mutations in a row from a parent whose neighbours are all known.
    private const int MaximumSteps = 20;

    private readonly SearchOptions _options = options.Validated();
    private readonly RandomSequence _draw = RandomKey.FromSeed(options.Seed).Derive(RandomPurpose.Search, 0).Draw();
    private readonly RandomKey _key = RandomKey.FromSeed(options.Seed).Derive(RandomPurpose.Search, 1);
    private readonly List<Candidate> _population = [];
    private int _draws;
    private int _fruitless;

    /// <summary>The fittest candidate so far; null before the first.</summary>
    public Candidate? Best => scoring.Candidates.Count == 0 ? null : Fittest(scoring.Candidates);

    /// <summary>All candidates, in the order they were scored.</summary>
    public IReadOnlyList<Candidate> Candidates => scoring.Candidates;

    /// <summary>The population, oldest first.</summary>
    public IReadOnlyList<Candidate> Population => _population;

    /// <summary>Runs the search, telling every new candidate.</summary>
    /// <param name="cancellation">Stops after the evaluations in progress.</param>
    /// <exception cref="UsageException">No architecture within the limit of parameters is found, or none can be scored.</exception>
    public async IAsyncEnumerable<SearchEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var cycle = 0; !IsOver(); cycle++)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = scoring.Candidates.Count;
            var best = Best is { } fittest ? fitness.Of(fittest) : double.NegativeInfinity;
            var chosen = cycle == 0 ? Drawn(_options.Population) : Bred();
            await foreach (var candidate in scoring.ScoreAsync(chosen, _options.Evaluations, _options.MaximumParameters, cancellation).ConfigureAwait(false))
            {
                fitness.Add(candidate);
                var isBest = before == 0 && candidate.Number == 1 || fitness.Of(candidate) > best;
                if (isBest) best = fitness.Of(candidate);
                yield return new SearchEvent(candidate, isBest, fitness.Of(candidate), cycle);
            }

            _fruitless = scoring.Candidates.Count > before ? 0 : _fruitless + chosen.Count;
            Replace(scoring.Known(chosen), cycle);
            fitness.EndEpoch();
        }

        if (scoring.Candidates.Count == 0 && scoring.FirstFailure is { } reason)
            throw new UsageException($"no architecture could be scored: {reason}");
        if (scoring.Candidates.Count == 0)
            throw new UsageException($"no architecture of at most {_options.MaximumParameters} parameters was found in {_draws} draws", scoring.NearestSize);
    }

    private bool IsOver() => scoring.Candidates.Count >= _options.Evaluations || _fruitless >= MaximumFruitlessDraws;

    private List<IArchitecture> Drawn(int count) => [.. Enumerable.Range(0, count).Select(_ => space.Sample(NextKey()))];

    private RandomKey NextKey() => _key.Derive(RandomPurpose.Architecture, _draws++);

    /// <summary>What the next cycle scores.</summary>
    private List<IArchitecture> Bred()
    {
        if (_options.Algorithm == SearchAlgorithm.Random || _population.Count < 2) return Drawn(_options.Mutations);
        var tournament = Tournament();
        if (_options.Algorithm == SearchAlgorithm.Aging) return [Mutant(tournament[0].Architecture)];

        var parent = tournament.Count > 1 && _draw.NextDouble() < _options.Crossover
            ? space.Cross(tournament[0].Architecture, tournament[1].Architecture, NextKey())
            : tournament[0].Architecture;
        return [.. Enumerable.Range(0, _options.Mutations).Select(_ => Mutant(parent))];
    }

    /// <summary>A neighbour; one that has been scored before is mutated again, so that a cycle finds something new where it can.</summary>
    private IArchitecture Mutant(IArchitecture parent)
    {
        var child = space.Mutate(parent, NextKey());
        for (var step = 1; step < MaximumSteps && scoring.IsKnown(child); step++)
            child = space.Mutate(child, NextKey());
        return child;
    }

    /// <summary>Some members, drawn without replacement, fittest first.</summary>
    private List<Candidate> Tournament()
    {
        var members = _population.ToArray();
        var size = Math.Min(_options.TournamentSize, members.Length);
        for (var i = 0; i < size; i++)
        {
            var other = i + _draw.Next(members.Length - i);
            (members[i], members[other]) = (members[other], members[i]);
        }

        return [.. members.Take(size).OrderByDescending(fitness.Of).ThenBy(candidate => candidate.Number)];
    }

    private void Replace(IReadOnlyList<Candidate> scored, int cycle)
    {
        if (cycle == 0)
        {
            _population.AddRange(scored.DistinctBy(candidate => candidate.Number));
            return;
        }

        // A member twice would take the place of another and breed twice as often.
        var children = scored.Where(child => !_population.Contains(child)).ToList();
        if (children.Count == 0 || _options.Algorithm == SearchAlgorithm.Random) return;
        _population.Add(Fittest(children));
        if (_population.Count <= _options.Population) return;
        if (_options.Algorithm == SearchAlgorithm.Aging)
            _population.RemoveAt(0);
        else
            _population.Remove(_population.OrderBy(fitness.Of).ThenByDescending(candidate => candidate.Number).First());
    }

    private Candidate Fittest(IEnumerable<Candidate> candidates) =>
        candidates.OrderByDescending(fitness.Of).ThenBy(candidate => candidate.Number).First();
}
