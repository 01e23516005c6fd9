using SwapScore.Workflows.Charts.Rendering;

namespace SwapScore.Workflows.Html;

/// <summary>A cell of a table.</summary>
/// <param name="Text">As it is read.</param>
/// <param name="Value">What it is sorted by in a column of numbers; null or NaN sorts last. Default: null.</param>
internal sealed record ReportCell(string Text, double? Value = null)
{
    /// <summary>The whole text where <see cref="Text"/> is a short one; it is unfolded and copied on demand. Default: null.</summary>
    public string? Whole { get; init; }

    /// <summary>A cell that holds a text.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator ReportCell(string text) => new(text);

    /// <summary>A coefficient with three decimals; an en dash for none.</summary>
    /// <param name="value">The coefficient; null or NaN for none.</param>
    public static ReportCell Coefficient(double? value) => new(Numbers.Coefficient(value ?? double.NaN), value);

    /// <summary>A cell that holds a whole number.</summary>
    /// <param name="value">The number.</param>
    public static ReportCell Count(long value) => new(Numbers.Tick(value, 0), value);
}
