using SwapScore.Studies;

namespace SwapScore.Cli.Studying;

/// <summary>A table of ground truth as a study takes it.</summary>
/// <param name="Rows">Number from 1, architecture and ground truth of the rows that could be read.</param>
/// <param name="Broken">The rows that could not.</param>
/// <param name="Fingerprint">Of the whole table.</param>
internal sealed record StudyTruth(
    IReadOnlyList<(int Row, string Architecture, double Truth)> Rows, IReadOnlyList<StudyFailure> Broken, string Fingerprint);
