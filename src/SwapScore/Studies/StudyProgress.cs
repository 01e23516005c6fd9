namespace SwapScore.Studies;

/// <summary>How far a study is.</summary>
/// <param name="Done">Architectures finished, those of an earlier run included.</param>
/// <param name="Total">Architectures in all.</param>
public readonly record struct StudyProgress(int Done, int Total);
