using System.Globalization;

namespace SwapScore.Workflows.Tables;

/// <summary>A whole number.</summary>
/// <param name="Value">The number.</param>
internal sealed record CountCell(long Value) : Cell
{
    /// <inheritdoc/>
    public override string Brief => Value.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => [Brief];
}
