using SwapScore.Statistics;

namespace SwapScore.Studies;

/// <summary>Two metrics over the same rows of a study.</summary>
/// <param name="First">Name of a metric.</param>
/// <param name="Second">Name of another one.</param>
/// <param name="Difference">How much better the first ranks, each in its direction.</param>
public sealed record StudyComparison(string First, string Second, PairedDifference Difference)
{
    /// <summary>The same seen from the second metric.</summary>
    public StudyComparison Reversed => new(Second, First, Difference.Reversed);
}
