using SwapScore.Spaces;

namespace SwapScore.Search.Strategies;

/// <summary>Every architecture is drawn afresh.</summary>
internal sealed class RandomDraws(SearchOptions options, Variation variation) : IStrategy
{
    public IReadOnlyList<Candidate>? Population => null;

    public IReadOnlyList<IArchitecture> Next() => variation.Drawn(options.Mutations);

    public void Accept(IReadOnlyList<Candidate> scored)
    {
    }
}
