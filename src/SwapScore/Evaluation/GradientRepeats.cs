using System.Collections.Immutable;
using System.Diagnostics;
using SwapScore.Metrics;
using SwapScore.Randomness;

namespace SwapScore.Evaluation;

/// <summary>The metrics of gradients of one request, and the values they have found; threads measure some of the repeats each.</summary>
internal sealed class GradientRepeats(IReadOnlyList<GradientMetric> metrics, Lazy<IOpenNetwork> opened, long seed, int repeats)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GradientMetric, double[]> _values = metrics.ToDictionary(metric => metric, _ => new double[repeats]);
    private readonly Dictionary<string, (int Repeat, string Reason)> _undefined = [];

    /// <summary>Metrics without a value for this network, and why: the reason of the first repeat that has none.</summary>
    public Dictionary<string, string> Undefined => _undefined.ToDictionary(pair => pair.Key, pair => pair.Value.Reason);

    /// <summary>The values of a metric, one per repeat.</summary>
    public ImmutableArray<double> ValuesOf(GradientMetric metric) => [.. _values[metric]];

    /// <summary>Does some of the repeats.</summary>
    /// <param name="first">First repeat.</param>
    /// <param name="end">Repeat after the last.</param>
    /// <param name="threads">Threads the passes may use.</param>
    /// <param name="repeatDone">Called after every repeat.</param>
    /// <param name="isOver">Whether nobody waits for the rest any more.</param>
    /// <param name="cancellation">Stops between two repeats.</param>
    public EvaluationSeconds Measure(int first, int end, int threads, Action? repeatDone, Func<bool> isOver, CancellationToken cancellation)
    {
        var network = opened.Value;
        var clock = Stopwatch.GetTimestamp();
        using var source = network.PrepareGradients(metrics, threads);
        for (var repeat = first; repeat < end && !isOver(); repeat++)
        {
            cancellation.ThrowIfCancellationRequested();
            source.Run(
                RandomKey.FromSeed(seed).Derive(RandomPurpose.Repeat, repeat),
                (metric, value) => _values[metric][repeat] = value,
                (metric, reason) => Note(metric.Description.Name, repeat, reason));
            repeatDone?.Invoke();
        }

        return new EvaluationSeconds { Forward = EvaluationSeconds.Lap(ref clock) };
    }

    private void Note(string metric, int repeat, string reason)
    {
        lock (_lock)
        {
            if (!_undefined.TryGetValue(metric, out var known) || repeat < known.Repeat) _undefined[metric] = (repeat, reason);
        }
    }
}
