using SwapScore.Search.Strategies;

namespace SwapScore.Search;

/// <summary>
/// A way to search, by name. One of your own is a name and a function that makes its <see cref="ISearchStrategy"/>; options of its own are arguments
/// of that function: <c>new("beam", "keeps the best few", context => new Beam(context, width: 5))</c>.
/// </summary>
/// <param name="Name">Its name, lower case: <c>swap-nas</c>. Two algorithms of one name are equal.</param>
/// <param name="Summary">What it does, in a few words.</param>
/// <param name="Create">Makes the strategy of one search.</param>
public sealed record SearchAlgorithm(string Name, string Summary, Func<SearchContext, ISearchStrategy> Create)
{
    /// <summary>SWAP-NAS, Algorithm 1 of the paper: the best of half the population breeds, the worst member leaves.</summary>
    public static SearchAlgorithm SwapNas { get; } = new(
        "swap-nas", "the best of half the population breeds, the worst member leaves", context => new Evolution(context, isAging: false));

    /// <summary>Regularized evolution: the best of a small tournament breeds, the oldest member leaves.</summary>
    public static SearchAlgorithm Aging { get; } = new(
        "aging", "the best of a small tournament breeds, the oldest member leaves", context => new Evolution(context, isAging: true));

    /// <summary>Every architecture is drawn afresh.</summary>
    public static SearchAlgorithm Random { get; } = new("random", "every architecture is drawn afresh", context => new RandomDraws(context));

    /// <summary>Hill climbing: from one architecture to a fitter neighbor, and on from a fresh one where no neighbor is fitter.</summary>
    public static SearchAlgorithm Local { get; } = new("local", "from one architecture to a fitter neighbor", context => new HillClimbing(context));

    /// <summary>NSGA-II: a population spreads along the front of <see cref="SearchOptions.Objectives"/>.</summary>
    public static SearchAlgorithm Nsga2 { get; } = new(
        "nsga2", "NSGA-II: a population spreads along the front of several objectives", context => new NonDominatedSorting(context));

    /// <summary>Every architecture of a space that can be enumerated, once.</summary>
    public static SearchAlgorithm Exhaustive { get; } = new("exhaustive", "every architecture of the space, once", context => new Enumeration(context))
    {
        IsExhaustive = true,
    };

    /// <summary>The algorithms of the product, in the order they are listed.</summary>
    public static IReadOnlyList<SearchAlgorithm> All { get; } = [SwapNas, Aging, Random, Local, Nsga2, Exhaustive];

    /// <summary>Whether it scores every architecture of the space, whatever <see cref="SearchOptions.Evaluations"/> says. Default: false.</summary>
    public bool IsExhaustive { get; init; }

    /// <summary>The algorithm of the product that has this name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="UsageException">There is none; the hint names the nearest or all.</exception>
    public static SearchAlgorithm Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(one => one.Name == name) ?? throw new UsageException(
            $"unknown search algorithm '{name}'", Spelling.Hint(name, [.. All.Select(one => one.Name)]));
    }

    /// <inheritdoc/>
    public bool Equals(SearchAlgorithm? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
