using System.Globalization;

namespace SwapScore.Workflows.Tables;

/// <summary>A rank; people see <c>≈</c> before it where the score cannot be told from the one above.</summary>
/// <param name="Rank">The rank, from 1; null for none.</param>
/// <param name="IsTied">Whether the score cannot be told from the one above. Default: false.</param>
internal sealed record RankCell(int? Rank, bool IsTied = false) : Cell
{
    /// <inheritdoc/>
    public override string Brief => IsTied ? $"≈{Text}" : Text;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => [Text];

    private string Text => Rank?.ToString(CultureInfo.InvariantCulture) ?? "";
}
