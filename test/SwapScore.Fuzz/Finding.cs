namespace SwapScore.Fuzz;

/// <summary>Something that must not happen.</summary>
/// <param name="Case">Number of the case; <c>--from</c> with it, and the same seed, begins there.</param>
/// <param name="Trial">What was tried.</param>
/// <param name="What">What happened.</param>
internal sealed record Finding(int Case, string Trial, string What);
