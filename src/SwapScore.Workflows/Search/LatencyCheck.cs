using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Onnx.Latency;
using SwapScore.Search;
using SwapScore.Spaces;

namespace SwapScore.Workflows.Search;

/// <summary>Latencies of what a search has found, measured once more at its end, so that the error of the first measurement or of the estimate is known.</summary>
internal sealed class LatencyCheck
{
    private const int Passes = 21;

    private readonly Dictionary<string, IReadOnlyList<double>> _times;

    private LatencyCheck(Dictionary<string, IReadOnlyList<double>> times) => _times = times;

    /// <summary>Measures the fittest, and the front where latency is an objective; null where latency plays no part, or is that of another device.</summary>
    /// <param name="settings">What was searched.</param>
    /// <param name="search">The search, which has run.</param>
    /// <param name="cancellation">Ends it.</param>
    public static LatencyCheck? Measure(SearchSettings settings, ArchitectureSearch search, CancellationToken cancellation)
    {
        if (settings.Latency is not { IsOfThisMachine: true } latency) return null;
        var size = settings.Space.FullSizes(settings.Task)[0];
        var times = new Dictionary<string, IReadOnlyList<double>>();
        foreach (var candidate in search.Front.Where(candidate => search.LatencyOf(candidate.Architecture) is not null).Prepend(search.Best!))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!times.ContainsKey(candidate.Architecture.Text)) times.Add(candidate.Architecture.Text, latency.Times(size.Build(candidate.Architecture), Passes));
        }

        return new LatencyCheck(times);
    }

    /// <summary>For people: the median, the spread, and how far the first measurement was off; empty where it was not measured again.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="first">The latency the search went by, in seconds.</param>
    public string Describe(IArchitecture architecture, double first)
    {
        if (!_times.TryGetValue(architecture.Text, out var times)) return "";
        var again = OnnxLatency.Median(times);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"; measured again: {SearchBudget.Duration(again)} (from {SearchBudget.Duration(times[0])} to {SearchBudget.Duration(times[^1])}), {100 * (again / first - 1):+0.0;-0.0} %");
    }

    /// <summary>How far the first latencies are off, on average and at most, as shares of what was measured again; and of how many networks.</summary>
    /// <param name="first">The latency the search went by, in seconds, by the text of an architecture.</param>
    public (double Average, double Most, int Count) Error(Func<string, double> first)
    {
        var errors = _times.Select(pair => Math.Abs(first(pair.Key) / OnnxLatency.Median(pair.Value) - 1)).ToList();
        return (errors.Average(), errors.Max(), errors.Count);
    }

    /// <summary>For programs; null where it was not measured again.</summary>
    /// <param name="architecture">The architecture.</param>
    public JsonObject? ToJson(IArchitecture architecture) => _times.TryGetValue(architecture.Text, out var times)
        ? new JsonObject { ["median"] = OnnxLatency.Median(times), ["shortest"] = times[0], ["longest"] = times[^1], ["passes"] = times.Count }
        : null;

    /// <summary>Whether the second measurement of an architecture is above a limit.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="seconds">The limit.</param>
    public bool IsAbove(IArchitecture architecture, double seconds) => _times.TryGetValue(architecture.Text, out var times) && OnnxLatency.Median(times) > seconds;
}
