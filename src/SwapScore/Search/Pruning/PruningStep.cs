using SwapScore.Spaces;

namespace SwapScore.Search.Pruning;

/// <summary>The edges and operations that one round may remove.</summary>
/// <param name="Removals">Edges and operations of theirs. Where it is an edge's only operation, the edge goes.</param>
/// <param name="RivalsOf">From an edge to what its operations compete within: themselves, or those of other edges too.</param>
/// <param name="Lost">How many of so many rivals the round removes.</param>
internal sealed record PruningStep(IReadOnlyList<(int Edge, int Operation)> Removals, Func<int, int> RivalsOf, Func<int, int> Lost)
{
    /// <summary>
    /// First operations, until every edge has one; then edges, group after group, as each has others before it.
    /// </summary>
    /// <param name="present">What is left so far.</param>
    /// <param name="groups">Groups of edges of which some have to go.</param>
    /// <param name="perRound">Operations every edge loses in a round.</param>
    /// <returns>Null where nothing has to go any more.</returns>
    public static PruningStep? Next(SuperNetwork present, IReadOnlyList<EdgeGroup> groups, int perRound)
    {
        if (!present.IsSinglePath)
            return new(
                [.. present.Operations.SelectMany((choice, edge) => choice.Length <= 1 ? [] : choice.Select(operation => (edge, operation)))],
                edge => edge,
                count => Math.Min(perRound, count - 1));
        return groups
            .Select(group => (group.Kept, Left: group.Edges.Where(edge => !present.Operations[edge].IsEmpty).ToList()))
            .Where(group => group.Left.Count > group.Kept)
            .Select(group => new PruningStep([.. group.Left.Select(edge => (edge, present.Operations[edge].Single()))], _ => 0, count => count - group.Kept))
            .FirstOrDefault();
    }
}
