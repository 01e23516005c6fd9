namespace SwapScore.Studies;

/// <summary>How far a study is.</summary>
/// <param name="Done">Architectures finished, those of an earlier run included.</param>
/// <param name="Total">Architectures in all.</param>
/// <param name="Note">What else is worth showing, for example the best so far. Default: nothing.</param>
public readonly record struct StudyProgress(int Done, int Total, string? Note = null);
