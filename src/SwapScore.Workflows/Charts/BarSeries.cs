using SwapScore.Values;

namespace SwapScore.Workflows.Charts;

/// <summary>Bars of one colour.</summary>
/// <param name="Name">Its name in the legend, which is shown when there are several.</param>
/// <param name="Bars">The bars.</param>
internal sealed record BarSeries(string Name, ValueList<Bar> Bars);
