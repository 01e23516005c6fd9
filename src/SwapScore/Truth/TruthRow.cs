using SwapScore.Values;

namespace SwapScore.Truth;

/// <summary>A trained architecture.</summary>
/// <param name="Row">Number of its row in the table, from 1.</param>
/// <param name="Architecture">The architecture as the table writes it.</param>
/// <param name="Value">What it reached, for example accuracy in per cent.</param>
public sealed record TruthRow(int Row, string Architecture, double Value)
{
    /// <summary>Values of metrics the table publishes for it, by the table's names; failed ones are left out. Default: none.</summary>
    public ValueDictionary<double> Published { get; init; } = ValueDictionary<double>.Empty;
}
