using System.Globalization;

namespace SwapScore.Workflows.Tables;

/// <summary>A value and the ends of its interval, with four figures for people; three fields.</summary>
/// <param name="Value">The value; NaN where it is not defined.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal sealed record RangeCell(double Value, double Low, double High) : Cell
{
    /// <inheritdoc/>
    public override string Brief => double.IsNaN(Value) ? "–" : $"{Text(Value)} ({Text(Low)} … {Text(High)})";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => [Exact(Value), Exact(Low), Exact(High)];

    private static string Text(double value) => !double.IsFinite(value) ? "–" : value.ToString(
        Math.Abs(value) switch { >= 1000 => "F0", >= 100 => "F1", >= 10 => "F2", _ => "F3" }, CultureInfo.InvariantCulture);
}
