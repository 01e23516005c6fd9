namespace SwapScore.Search;

/// <summary>
/// How an architecture is searched. The paper publishes Algorithm 1 but none of its numbers: the defaults are ours.
/// </summary>
public sealed record SearchOptions
{
    /// <summary>What chooses. Default: SWAP-NAS.</summary>
    public SearchAlgorithm Algorithm { get; init; } = SearchAlgorithm.SwapNas;

    /// <summary>Members of the population, 2 … 100,000. Default: 100.</summary>
    public int Population { get; init; } = 100;

    /// <summary>Members drawn for a tournament, 1 … population; null for half of it, or 25 of an aging population. Default: null.</summary>
    public int? Tournament { get; init; }

    /// <summary>Mutants of the parent that are scored in a cycle of SWAP-NAS, 1 … 10,000. Default: 10.</summary>
    public int Mutations { get; init; } = 10;

    /// <summary>Probability that the parent is a crossover of the two best of the tournament, 0 … 1. Default: 0.5.</summary>
    public double Crossover { get; init; } = 0.5;

    /// <summary>Architectures scored in all, those seen before not counted; at least the population. Default: 1,100.</summary>
    public int Evaluations { get; init; } = 1_100;

    /// <summary>Most trainable parameters of the scoring network; null for no limit. Default: null.</summary>
    public long? MaximumParameters { get; init; }

    /// <summary>Seed of the search; that of the weights is the evaluation's. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>Members of a tournament as meant.</summary>
    internal int TournamentSize => Tournament ?? (Algorithm == SearchAlgorithm.Aging ? Math.Min(25, Population) : Math.Max(2, Population / 2));

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Every violation, in one message.</exception>
    public SearchOptions Validated()
    {
        var violations = new List<string>();
        if (!Enum.IsDefined(Algorithm)) violations.Add($"unknown algorithm {(int)Algorithm}");
        if (Population is < 2 or > 100_000) violations.Add($"the population must be 2 … 100000, not {Population}");
        if (Tournament is { } size && (size < 1 || size > Population)) violations.Add($"a tournament must have 1 … {Population} members, not {size}");
        if (Mutations is < 1 or > 10_000) violations.Add($"mutations must be 1 … 10000, not {Mutations}");
        if (!(Crossover >= 0 && Crossover <= 1)) violations.Add($"the probability of a crossover must be 0 … 1, not {Crossover}");
        if (Evaluations < Population) violations.Add($"{Evaluations} evaluations do not fill a population of {Population}");
        if (MaximumParameters is < 1) violations.Add($"the most parameters must be positive, not {MaximumParameters}");
        return violations.Count == 0 ? this : throw new UsageException(string.Join("; ", violations));
    }
}
