using SwapScore.Statistics;

namespace SwapScore.Reports.Html;

/// <summary>A published value and ours.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Paper">The published value; null where there is none.</param>
/// <param name="Ours">Our value; null where it could not be had.</param>
/// <param name="Interval">Interval of ours; null where there is none.</param>
/// <param name="Remark">Why they differ, or what is missing. Default: nothing.</param>
public sealed record Comparison(string Quantity, double? Paper, double? Ours, Interval? Interval = null, string Remark = "")
{
    /// <summary>Ours less the published value; null where one is missing.</summary>
    public double? Difference => Ours - Paper is { } difference && double.IsFinite(difference) ? difference : null;
}
