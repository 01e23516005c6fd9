using System.Globalization;
using SwapScore.Statistics;

namespace SwapScore.Workflows.Reproduction;

/// <summary>A published finding beside ours.</summary>
/// <param name="Quantity">What was measured.</param>
/// <param name="Published">The published number; null where it is a statement, or there is none.</param>
/// <param name="Ours">The number of this run.</param>
internal sealed record PublishedComparison(string Quantity, double? Published, double Ours)
{
    /// <summary>Rounding of published numbers: smaller differences are none.</summary>
    private const double Rounding = 0.01;

    /// <summary>The published statement, where it is not a number.</summary>
    public string? Statement { get; init; }

    /// <summary>Whether the statement holds of ours.</summary>
    public bool Holds { get; init; } = true;

    /// <summary>95 % interval of ours; null where there is none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Standard error of ours over seeds; null where there is none.</summary>
    public double? StandardError { get; init; }

    /// <summary>Why they differ, as far as is known: one sentence, shown where they do.</summary>
    public string? Reason { get; init; }

    /// <summary>Ours less the published number; null where there is none.</summary>
    public double? Difference => Published is { } published && double.IsFinite(Ours) ? Ours - published : null;

    /// <summary>
    /// Whether they differ by more than chance and rounding explain: the published number lies outside the interval or three standard errors, or the
    /// statement does not hold.
    /// </summary>
    public bool Differs =>
        Published is not { } published ? !Holds
        : !double.IsFinite(Ours) || (Math.Abs(Ours - published) > Rounding && !(published >= Low && published <= High));

    /// <summary>What is shown of the published finding.</summary>
    public string PublishedWords => Statement ?? (Published is { } published ? published.ToString("0.###", CultureInfo.InvariantCulture) : "–");

    private double Low => Interval?.Low ?? Ours - 3 * (StandardError ?? 0);

    private double High => Interval?.High ?? Ours + 3 * (StandardError ?? 0);

    /// <summary>A correlation of a study beside the published one.</summary>
    public static PublishedComparison Create(string quantity, double? published, Correlation ours, string? reason = null) =>
        new(quantity, published, ours.Spearman) { Interval = ours.SpearmanInterval, Reason = reason };
}
