using System.Globalization;
using SwapScore.Search.Objectives;
using SwapScore.Spaces;
using SwapScore.Values;
using static System.FormattableString;

namespace SwapScore.Search;

/// <summary>
/// How an architecture is searched. The paper publishes Algorithm 1 but none of its numbers: the defaults are ours.
/// </summary>
public sealed record SearchOptions
{
    /// <summary>The search algorithm: one of <see cref="SearchAlgorithm.All"/> or one of your own. Default: SWAP-NAS.</summary>
    public SearchAlgorithm Algorithm { get; init; } = SearchAlgorithm.SwapNas;

    /// <summary>Members of the population, 2 … 100,000. Default: 100.</summary>
    public int Population { get; init; } = 100;

    /// <summary>Members drawn for a tournament, 2 … population; null for half of it, or 25 of an aging population. Default: null.</summary>
    public int? Tournament { get; init; }

    /// <summary>Architectures scored in a cycle of SWAP-NAS, random and local search, 1 … 10,000. Default: 10.</summary>
    public int Mutations { get; init; } = 10;

    /// <summary>Probability that the parent is a crossover of the two best of the tournament, 0 … 1. Default: 0.5.</summary>
    public double Crossover { get; init; } = 0.5;

    /// <summary>
    /// Architectures scored in all, those seen before not counted; at least the population, at most as many as the space has. An exhaustive
    /// search scores all and ignores it. Default: 1,100.
    /// </summary>
    public int Evaluations { get; init; } = 1_100;

    /// <summary>
    /// When the search ends though evaluations are left; null for no limit. Default: null. How far a search gets in a time depends on the
    /// machine; what it scores on the way does not.
    /// </summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The limits of an architecture at full size. Default: no limit.</summary>
    public SearchBudget Budget { get; init; } = new();

    /// <summary>
    /// What is weighed against each other: at least two, the score among them, each once; empty for the score alone. NSGA-II spreads along their
    /// front, and takes an empty list for the score and the parameters; the other algorithms maximize the fitness and report the front.
    /// Default: empty.
    /// </summary>
    public ValueList<SearchObjective> Objectives { get; init; } = [];

    /// <summary>Whether latencies are measured, for a limit or as an objective.</summary>
    public bool MeasuresLatency => Budget.Seconds is not null || Objectives.Contains(SearchObjective.Latency);

    /// <summary>Seed of the search; that of the weights is the evaluation's. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>The number of architectures of a space that are scored, if nothing ends the search earlier.</summary>
    /// <param name="space">The space.</param>
    /// <exception cref="UsageException">An exhaustive search is asked for, but the space cannot be enumerated.</exception>
    public int EvaluationsIn(ISearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (!Algorithm.IsExhaustive) return Evaluations;
        if (space.Enumeration is not null) return (int)space.DistinctSize;
        var enumerable = SearchSpaces.All.Where(one => one.Enumeration is not null).Select(one => one.Name);
        throw new UsageException(
            string.Create(CultureInfo.InvariantCulture, $"{space.Name} has {space.DistinctSize:N0} architectures, too many to score every one"),
            $"choose another algorithm, or one of the spaces that can be enumerated: {string.Join(", ", enumerable)}");
    }

    /// <summary>Checks all settings, and names the objectives that NSGA-II has where none are named.</summary>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public SearchOptions Validated()
    {
        var violations = new List<string>();
        if (Population is < 2 or > 100_000) violations.Add(Invariant($"the population must be 2 … 100000, not {Population}: one alone cannot evolve"));
        if (Tournament is { } size && (size < 2 || size > Population))
            violations.Add(Invariant($"a tournament must have 2 … {Population} members, not {size}{(size == 1 ? ": one alone is no contest" : "")}"));
        if (Mutations is < 1 or > 10_000) violations.Add(Invariant($"mutations must be 1 … 10000, not {Mutations}"));
        if (!(Crossover >= 0 && Crossover <= 1)) violations.Add(Invariant($"the probability of a crossover must be 0 … 1, not {Crossover}"));
        if (!Algorithm.IsExhaustive && Evaluations < Population) violations.Add($"{Evaluations} evaluations do not fill a population of {Population}");
        if (Time is { } time && time <= TimeSpan.Zero) violations.Add(Invariant($"the time must be positive, not {time}"));
        if (Budget.Parameters is < 1) violations.Add(Invariant($"the most parameters must be positive, not {Budget.Parameters}"));
        if (Budget.Flops is < 1) violations.Add(Invariant($"the most multiply-adds must be positive, not {Budget.Flops}"));
        if (Budget.Bytes is < 1) violations.Add(Invariant($"the most bytes of activations must be positive, not {Budget.Bytes}"));
        if (Budget.Seconds is { } seconds && !(seconds > 0)) violations.Add($"the latency must be positive, not {SearchBudget.Duration(seconds)}");
        if (Objectives.Count == 1 || Objectives.Count > 1 && !Objectives.Contains(SearchObjective.Score))
            violations.Add($"objectives are the score and at least one more, not {string.Join(", ", Objectives).ToLowerInvariant()}");
        if (Objectives.Distinct().Count() < Objectives.Count) violations.Add($"an objective stands twice in {string.Join(", ", Objectives).ToLowerInvariant()}");
        return violations.Count == 0 ? WithObjectives() : throw new UsageException(
            string.Join("; ", violations),
            !Algorithm.IsExhaustive && Evaluations < Population ? Remedy.FillPopulation(Evaluations, Population) : null);
    }

    private SearchOptions WithObjectives() =>
        Objectives.Count == 0 && Algorithm == SearchAlgorithm.Nsga2 ? this with { Objectives = [SearchObjective.Score, SearchObjective.Parameters] } : this;
}
