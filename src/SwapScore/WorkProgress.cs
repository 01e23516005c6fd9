namespace SwapScore;

/// <summary>The progress of a piece of work: a study, a search, a ranking.</summary>
/// <param name="Done">Architectures finished, including those of an earlier run.</param>
/// <param name="Total">Architectures in all.</param>
/// <param name="Note">What else is worth showing, for example the best so far. Default: nothing.</param>
public readonly record struct WorkProgress(int Done, int Total, string? Note = null);
