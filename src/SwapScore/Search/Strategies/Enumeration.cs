using SwapScore.Spaces;

namespace SwapScore.Search.Strategies;

/// <summary>Every architecture of the space, in its order.</summary>
internal sealed class Enumeration(SearchContext context) : ISearchStrategy
{
    private readonly IEnumerator<IArchitecture[]> _chunks = context.Space.Enumeration!
        .Where(context.IsWithinBudget).DistinctBy(one => one.Canonical).Chunk(context.Options.Population).GetEnumerator();

    public bool EndsWhenEmpty => true;

    public IReadOnlyList<IArchitecture> Next() => _chunks.MoveNext() ? _chunks.Current : [];
}
