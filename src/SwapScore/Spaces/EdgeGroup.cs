using SwapScore.Values;

namespace SwapScore.Spaces;

/// <summary>Edges of a super-network of which an architecture has only some.</summary>
/// <param name="Edges">Their indices.</param>
/// <param name="Kept">How many an architecture has, at least one.</param>
public sealed record EdgeGroup(ValueList<int> Edges, int Kept);
