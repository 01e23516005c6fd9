using SwapScore.Statistics;

namespace SwapScore.Studies;

/// <summary>Two metrics over the same rows of a study, by a paired bootstrap: what rows have in common does not count as noise.</summary>
/// <param name="First">Name of a metric.</param>
/// <param name="Second">Name of another one.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Difference">Spearman's correlation of the first minus that of the second, each in its direction.</param>
/// <param name="Interval">Its 95 % bootstrap interval.</param>
/// <param name="PValue">Two-sided p for no difference: twice the smaller share of resamples on either side of 0, <c>2·(1 + #)/(1 + resamples)</c>, at most 1.</param>
public sealed record StudyComparison(string First, string Second, int Rows, double Difference, Interval Interval, double PValue)
{
    internal StudyComparison(string first, string second, PairedDifference found)
        : this(first, second, found.Rows, found.Difference, found.Interval, found.PValue)
    {
    }

    /// <summary>Whether one is shown to be better than the other: p is below 0.05.</summary>
    public bool IsShown => PValue < PairedDifference.Level;

    /// <summary>The same seen from the second metric.</summary>
    public StudyComparison Reversed => new(Second, First, Rows, -Difference, new Interval(-Interval.High, -Interval.Low), PValue);
}
