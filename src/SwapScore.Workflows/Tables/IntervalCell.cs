namespace SwapScore.Workflows.Tables;

/// <summary>The ends of an interval; two fields.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal sealed record IntervalCell(double Low, double High) : Cell
{
    /// <inheritdoc/>
    public override string Brief => double.IsNaN(Low) && double.IsNaN(High) ? "–" : $"{new CoefficientCell(Low).Brief} … {new CoefficientCell(High).Brief}";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => [Exact(Low), Exact(High)];
}
