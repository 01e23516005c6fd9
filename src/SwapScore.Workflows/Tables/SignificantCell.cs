using System.Globalization;

namespace SwapScore.Workflows.Tables;

/// <summary>A quantity of any magnitude, with three figures for people.</summary>
/// <param name="Value">The quantity; NaN where there is none.</param>
internal sealed record SignificantCell(double Value) : Cell
{
    /// <inheritdoc/>
    public override string Brief => double.IsFinite(Value) ? Value.ToString("G3", CultureInfo.InvariantCulture) : "–";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => [Exact(Value)];
}
