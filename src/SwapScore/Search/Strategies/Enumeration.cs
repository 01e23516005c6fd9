using SwapScore.Spaces;

namespace SwapScore.Search.Strategies;

/// <summary>Every architecture of the space, in its order.</summary>
internal sealed class Enumeration(IEnumerable<IArchitecture> all, BudgetCheck budget, int chunk) : IStrategy
{
    private readonly IEnumerator<IArchitecture[]> _chunks = all.Where(budget.IsWithin).DistinctBy(one => one.Canonical).Chunk(chunk).GetEnumerator();

    public IReadOnlyList<Candidate>? Population => null;

    public IReadOnlyList<IArchitecture> Next() => _chunks.MoveNext() ? _chunks.Current : [];

    public void Accept(IReadOnlyList<Candidate> scored)
    {
    }
}
