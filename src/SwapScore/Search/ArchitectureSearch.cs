using System.Runtime.CompilerServices;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Search.Objectives;
using SwapScore.Spaces;

namespace SwapScore.Search;

/// <summary>
/// Searches a space for the fittest architecture. What is evaluated depends on the options and the scores alone: the history is the same for
/// any number of threads. Architectures equal up to isomorphism are scored once.
/// </summary>
/// <remarks>SWAP-Score, arXiv 2605.07378, Algorithm 1; Real et al.: Regularized Evolution for Image Classifier Architecture Search (AAAI 2019).</remarks>
public sealed class ArchitectureSearch
{
    // A space can hold little within the budget: this many draws without anything new end the search.
    private const int MaximumFruitlessDraws = 10_000;

    // When this many architectures have failed and none succeeded, none will.
    private const int MaximumFailures = 100;

    // Starts of the ways down to the cheapest architecture.
    private const int FeasibilityStarts = 10;

    private readonly ISearchSpace _space;
    private readonly SearchScoring _scoring;
    private readonly ISearchFitness _fitness;
    private readonly SearchOptions _options;
    private readonly TimeProvider _clock;
    private readonly BudgetCheck _budget;
    private readonly SearchContext _context;
    private readonly ISearchStrategy _strategy;
    private readonly int _evaluations;
    private Candidate? _best;
    private int _fruitless;

    /// <summary>Prepares a search.</summary>
    /// <param name="space">The space.</param>
    /// <param name="scoring">Scores architectures.</param>
    /// <param name="fitness">What is maximised.</param>
    /// <param name="options">Strategy, sizes, limits and seed.</param>
    /// <param name="latency">Measures the seconds of a forward pass of one sample; null for passes of the engine. Default: null.</param>
    /// <param name="clock">The clock that ends the search when its time is over; null for that of the system. Default: null.</param>
    /// <exception cref="UsageException">
    /// An option is out of range, more architectures are asked for than the space has, or it cannot be enumerated and an exhaustive search is
    /// asked for.
    /// </exception>
    public ArchitectureSearch(
        ISearchSpace space, SearchScoring scoring, ISearchFitness fitness, SearchOptions options, Func<Network, double>? latency = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(scoring);
        options = options.Validated();
        (_space, _scoring, _fitness, _options, _clock) = (space, scoring, fitness, options, clock ?? TimeProvider.System);
        _evaluations = options.EvaluationsIn(space);
        if (!options.Algorithm.IsExhaustive && options.Time is null && options.Evaluations > space.DistinctSize)
            throw new UsageException(
                $"{options.Evaluations} different architectures are asked for, but {space.Name} has {space.DistinctSize}",
                space.Enumeration is null ? "ask for fewer" : "ask for fewer, or for an exhaustive search of all");

        var key = RandomKey.FromSeed(options.Seed);
        _budget = new BudgetCheck(space, space.FullSizes(scoring.Task)[0], options.Budget, latency ?? new EngineLatency().Seconds);
        _context = new SearchContext(space, options, fitness, scoring, _budget, key);
        _strategy = options.Algorithm.Create(_context);
    }

    /// <summary>The fittest candidate so far; null before the first.</summary>
    public Candidate? Best => Candidates.Count == 0 ? null : Candidates.Fittest(_fitness);

    /// <summary>All candidates, in the order they were scored.</summary>
    public IReadOnlyList<Candidate> Candidates => _scoring.Candidates;

    /// <summary>The population, oldest first; the fittest candidates, fittest first, for algorithms that keep none.</summary>
    public IReadOnlyList<Candidate> Population => _strategy.Population ?? [.. Candidates.FittestFirst(_fitness).Take(_options.Population)];

    /// <summary>
    /// The Pareto front, smallest first: every candidate has a higher score than all that are as small or smaller. Of a search with objectives: the
    /// candidates that none beats in all of them, from the cheapest by the last one.
    /// </summary>
    public IReadOnlyList<Candidate> Front => _context.Front(Candidates);

    /// <summary>The <see cref="SearchOptions.Objectives"/> of a candidate as numbers of which lower is better; empty where there are none.</summary>
    /// <param name="candidate">A candidate of this search.</param>
    public IReadOnlyList<double> ObjectivesOf(Candidate candidate) => _context.ObjectivesOf(candidate);

    /// <summary>
    /// How the front of the objectives grew: after some numbers of evaluations, the hypervolume of what was scored so far, as a share of the box
    /// between the best values of the whole search and the worst of its first population. Empty where there are no objectives.
    /// </summary>
    public IReadOnlyList<(int Evaluations, double Share)> FrontOverTime() => _options.Objectives.Count == 0
        ? []
        : FrontProgress.Measure([.. Candidates.Select(candidate => _context.ObjectivesOf(candidate).ToArray())], _options.Population);

    /// <summary>Whether the time was over before the evaluations were.</summary>
    public bool IsOutOfTime { get; private set; }

    /// <summary>Notes a latency an earlier run of the same search has measured.</summary>
    /// <param name="architecture">The architecture's text.</param>
    /// <param name="seconds">Seconds of a forward pass.</param>
    internal void RememberLatency(string architecture, double seconds) => _budget.Remember(architecture, seconds);

    /// <summary>The latency of an architecture, if it was measured; otherwise null.</summary>
    /// <param name="architecture">The architecture.</param>
    public double? LatencyOf(IArchitecture architecture) => _budget.SecondsOf(architecture);

    /// <summary>Runs the search and streams what is scored.</summary>
    /// <param name="history">Gives back what an earlier run has found, and keeps what this one finds; null, the default, for neither.</param>
    /// <param name="cancellation">Stops the evaluations in progress.</param>
    /// <exception cref="UsageException">No architecture is within the budget, or none can be scored.</exception>
    /// <exception cref="OperationCanceledException">The search was stopped; all that was scored before has been streamed.</exception>
    public async IAsyncEnumerable<CandidateScored> RunAsync(SearchHistory? history = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var started = _clock.GetTimestamp();
        history?.Restore(_scoring, this);
        _budget.RequireFeasible(Enumerable.Range(0, FeasibilityStarts).Select(_ => _space.Sample(_context.NextKey())), _context.NextKey);
        for (var cycle = 0; !IsOver(); cycle++)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = Candidates.Count;
            var chosen = WithinEvaluations(_strategy.Next());
            KeepLatencies(history);
            if (chosen.Count == 0 && _strategy.EndsWhenEmpty) break;

            await foreach (var candidate in _scoring.ScoreAsync(chosen, cancellation).ConfigureAwait(false))
            {
                _fitness.Add(candidate);
                var fitness = _fitness.Of(candidate);
                var scored = new CandidateScored(candidate, fitness, cycle, IsBest: _best is null || fitness > _fitness.Of(_best));
                if (scored.IsBest) _best = candidate;
                history?.Append(scored);
                yield return scored;
                if (_options.Time is { } time && _clock.GetElapsedTime(started) >= time)
                {
                    IsOutOfTime = true;
                    break;
                }
            }

            if (Candidates.Count == 0 && _scoring.Failures >= Math.Min(MaximumFailures, _options.Population)) break;
            _fruitless = Candidates.Count > before ? 0 : _fruitless + Math.Max(1, chosen.Count);
            var accepted = chosen.Select(_scoring.Find).OfType<Candidate>().ToList();
            _strategy.Accept(accepted);

            // Measured now, whether the strategy asks or not: the front needs them, and a run that is resumed takes them from its folder.
            if (_options.Objectives.Contains(SearchObjective.Latency)) accepted.ForEach(candidate => _budget.MeasureSeconds(candidate.Architecture));
            KeepLatencies(history);
            _fitness.EndEpoch();
            _best = Best;
        }

        if (Candidates.Count == 0)
            throw new UsageException(_scoring.FirstFailure is { } reason
                ? $"no architecture could be scored: {reason}"
                : $"no architecture of {_options.Budget} was found");
    }

    private void KeepLatencies(SearchHistory? history)
    {
        foreach (var (architecture, seconds) in _budget.TakeMeasured())
            history?.Append(architecture, seconds);
    }

    private bool IsOver() => Candidates.Count >= _evaluations || _fruitless >= MaximumFruitlessDraws || IsOutOfTime;

    /// <summary>A choice, cut where it would exceed the number of evaluations; what is known costs none.</summary>
    private List<IArchitecture> WithinEvaluations(IReadOnlyList<IArchitecture> chosen)
    {
        var left = _evaluations - Candidates.Count;
        var fresh = new HashSet<string>();
        return [.. chosen.TakeWhile(one => _scoring.IsKnown(one) || fresh.Contains(one.Canonical) || fresh.Add(one.Canonical) && fresh.Count <= left)];
    }
}
