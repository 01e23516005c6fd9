using System.Diagnostics.Metrics;

namespace SwapScore.Server.Telemetry;

/// <summary>The values of one instrument, one for each set of tags. Safe for concurrent calls.</summary>
internal sealed class InstrumentReadings
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Reading> _byLabels = new(StringComparer.Ordinal);
    private readonly Type _kind;

    public InstrumentReadings(Instrument instrument)
    {
        (Instrument, _kind) = (instrument, instrument.GetType().GetGenericTypeDefinition());
        Boundaries = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? [];
    }

    /// <summary>What is measured.</summary>
    public Instrument Instrument { get; }

    /// <summary>Whether it is a distribution.</summary>
    public bool IsHistogram => _kind == typeof(Histogram<>);

    /// <summary>Whether it only grows.</summary>
    public bool IsCounter => _kind == typeof(Counter<>) || _kind == typeof(ObservableCounter<>);

    /// <summary>Upper ends of the buckets of a distribution, ascending; the last one, infinity, is left out.</summary>
    public IReadOnlyList<double> Boundaries { get; }

    /// <summary>Takes a measurement.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        lock (_lock)
        {
            if (!_byLabels.TryGetValue(labels, out var reading)) _byLabels[labels] = reading = new Reading(new long[Boundaries.Count + 1]);

            // An observable instrument says the whole each time.
            reading.Sum = Instrument.IsObservable ? value : reading.Sum + value;
            if (!IsHistogram) return;
            var bucket = 0;
            while (bucket < Boundaries.Count && value > Boundaries[bucket]) bucket++;
            reading.Buckets[bucket]++;
        }
    }

    /// <summary>All values by their labels. Counts of buckets are those of each bucket alone.</summary>
    public IReadOnlyList<(string Labels, double Sum, long[] Buckets)> Values()
    {
        lock (_lock) return [.. _byLabels.Select(pair => (pair.Key, pair.Value.Sum, (long[])pair.Value.Buckets.Clone()))];
    }

    private sealed class Reading(long[] buckets)
    {
        public double Sum { get; set; }

        public long[] Buckets { get; } = buckets;
    }
}
