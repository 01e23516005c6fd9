using System.Globalization;

namespace SwapScore.Workflows.Tables;

/// <summary>The mean of coefficients and its standard error, with three decimals for people; two fields.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Its standard error.</param>
internal sealed record SpreadCell(double Mean, double StandardError) : Cell
{
    /// <inheritdoc/>
    public override string Brief => double.IsFinite(Mean)
        ? string.Create(CultureInfo.InvariantCulture, $"{Mean:0.000} ± {StandardError:0.000}")
        : "–";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => [Exact(Mean), Exact(StandardError)];
}
