using System.Collections.Immutable;
using SwapScore.Metrics;
using SwapScore.Randomness;

namespace SwapScore.Evaluation;

/// <summary>The metrics of gradients of one request, and the values they have found: one thread measures all repeats.</summary>
internal sealed class GradientRepeats(IReadOnlyList<GradientMetric> metrics, Lazy<IOpenNetwork> opened, long seed, int repeats)
{
    private readonly Dictionary<GradientMetric, double[]> _values = metrics.ToDictionary(metric => metric, _ => new double[repeats]);
    private readonly Dictionary<string, string> _undefined = [];

    /// <summary>Metrics without a value for this network, and why.</summary>
    public Dictionary<string, string> Undefined => _undefined;

    /// <summary>The values of a metric, one per repeat.</summary>
    public ImmutableArray<double> ValuesOf(GradientMetric metric) => [.. _values[metric]];

    /// <summary>Does all repeats.</summary>
    /// <param name="isOver">Whether nobody waits for the rest any more.</param>
    /// <param name="cancellation">Stops between two repeats.</param>
    public EvaluationSeconds Measure(Func<bool> isOver, CancellationToken cancellation)
    {
        var network = opened.Value;
        var clock = new PhaseClock();
        using var source = network.PrepareGradients(metrics);
        for (var repeat = 0; repeat < repeats && !isOver(); repeat++)
        {
            cancellation.ThrowIfCancellationRequested();
            source.Run(
                RandomKey.FromSeed(seed).Derive(RandomPurpose.Repeat, repeat),
                (metric, value) => _values[metric][repeat] = value,
                (metric, reason) => _undefined[metric.Description.Name] = reason);
        }

        return new EvaluationSeconds { Forward = clock.Lap() };
    }
}
