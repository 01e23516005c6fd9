namespace SwapScore.Service;

/// <summary>Architectures to rank.</summary>
public sealed record ScoreRequest(string Space, string[]? Architectures = null, string[]? Metrics = null, int Repeats = 1, long Seed = 0);

/// <summary>A study to run on a table of ground truth of this machine.</summary>
public sealed record StudyRequest(string Space, string Truth, string? Task = null, string[]? Metrics = null, int Repeats = 1, long Seed = 0, int? Limit = null);

/// <summary>A search to start, or to resume by its name.</summary>
public sealed record SearchRequest(string Name, string Space, int Evaluations = 100, int Repeats = 1, long Seed = 0, bool Resume = false);
