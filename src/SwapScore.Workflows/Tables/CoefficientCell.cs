using System.Globalization;

namespace SwapScore.Workflows.Tables;

/// <summary>A coefficient, with three decimals for people.</summary>
/// <param name="Value">The coefficient; NaN where it is not defined.</param>
internal sealed record CoefficientCell(double Value) : Cell
{
    /// <inheritdoc/>
    public override string Brief => double.IsFinite(Value) ? Value.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => [Exact(Value)];
}
