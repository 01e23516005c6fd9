using SwapScore.Evaluation;

namespace SwapScore.Store;

/// <summary>A result as it lies in a store.</summary>
/// <param name="Key">Hash of its <see cref="ScoreKey"/>.</param>
/// <param name="Code">Versions of the code that its scores depend on.</param>
/// <param name="Version">Version of the product that computed it.</param>
/// <param name="Added">When it was kept.</param>
/// <param name="Result">The result; null where the row is damaged.</param>
public sealed record StoredScore(string Key, string Code, string Version, DateTimeOffset Added, EvaluationResult? Result);
