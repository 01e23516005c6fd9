namespace SwapScore.Spaces.Darts;

/// <summary>A place in a cell where an operation can stand.</summary>
/// <param name="Input">The state read, 0 … <paramref name="Node"/> − 1.</param>
/// <param name="Node">The node fed, 2 … 5.</param>
internal readonly record struct DartsConnection(int Input, int Node);
