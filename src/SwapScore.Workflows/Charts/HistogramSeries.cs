using SwapScore.Values;

namespace SwapScore.Workflows.Charts;

/// <summary>Values whose distribution is drawn.</summary>
/// <param name="Name">Its name in the legend, which is shown when there are several.</param>
/// <param name="Values">The values; those that are not finite are left out.</param>
internal sealed record HistogramSeries(string Name, ValueList<double> Values);
