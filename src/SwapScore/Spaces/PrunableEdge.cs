using SwapScore.Values;

namespace SwapScore.Spaces;

/// <summary>An edge of a super-network.</summary>
/// <param name="Name">Its name for people: <c>0→1</c>.</param>
/// <param name="Operations">Names of the operations it can have, one or more, each different.</param>
public sealed record PrunableEdge(string Name, ValueList<string> Operations);
