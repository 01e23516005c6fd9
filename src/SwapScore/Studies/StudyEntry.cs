using SwapScore.Values;

namespace SwapScore.Studies;

/// <summary>One architecture of a study, with its ground truth.</summary>
/// <param name="Row">Number of the row in the table of ground truth, from 1.</param>
/// <param name="Text">The architecture as the table writes it; this is what the rows of the study repeat.</param>
/// <param name="Architecture">The canonical text of the architecture.</param>
/// <param name="Truth">What training it gave, for example the accuracy in per cent.</param>
public sealed record StudyEntry(int Row, string Text, string Architecture, double Truth)
{
    /// <summary>
    /// Values of metrics the table publishes for it, by the table's names, and the numbers of the architecture
    /// (<see cref="Spaces.IArchitecture.Numbers"/>). Default: none.
    /// </summary>
    public ValueDictionary<double> Published { get; init; } = ValueDictionary<double>.Empty;
}
