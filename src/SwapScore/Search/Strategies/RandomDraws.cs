using SwapScore.Spaces;

namespace SwapScore.Search.Strategies;

/// <summary>Every architecture is drawn afresh.</summary>
internal sealed class RandomDraws(SearchContext context) : ISearchStrategy
{
    public IReadOnlyList<IArchitecture> Next() => context.Drawn(context.Options.Mutations);
}
