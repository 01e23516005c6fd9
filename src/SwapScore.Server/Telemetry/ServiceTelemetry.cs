using System.Diagnostics;
using System.Diagnostics.Metrics;
using SwapScore.Workflows.Composition;

namespace SwapScore.Server.Telemetry;

/// <summary>What a service counts and traces, in the terms of OpenTelemetry: a meter and a source of activities, both called <c>SwapScore.Server</c>.</summary>
internal sealed class ServiceTelemetry
{
    /// <summary>Name of the meter and of the source of activities.</summary>
    public const string Name = "SwapScore.Server";

    private readonly Meter _meter;
    private readonly Counter<long> _evaluations;
    private readonly UpDownCounter<long> _pending;
    private readonly Histogram<double> _jobSeconds;

    /// <param name="factory">Makes the meter; it is that of one service, where a process has several.</param>
    public ServiceTelemetry(IMeterFactory factory)
    {
        _meter = factory.Create(Name, WorkflowContext.Version);
        _evaluations = _meter.CreateCounter<long>("swapscore.evaluations", "{evaluation}", "Evaluations computed, here or by workers, without those the store has answered");
        _pending = _meter.CreateUpDownCounter<long>("swapscore.evaluations.pending", "{evaluation}", "Evaluations that are asked for and have no result yet");
        _jobSeconds = _meter.CreateHistogram(
            "swapscore.job.duration", "s", "Time a job has run until it was at rest",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400] });
    }

    /// <summary>Traces jobs and evaluations.</summary>
    public static ActivitySource Activities { get; } = new(Name, WorkflowContext.Version);

    /// <summary>Shows the number of jobs in each state.</summary>
    public void ObserveJobs(Func<IEnumerable<(string State, int Count)>> count) => _meter.CreateObservableGauge(
        "swapscore.jobs", () => count().Select(one => new Measurement<int>(one.Count, KeyValuePair.Create("state", (object?)one.State))), "{job}", "Jobs by state");

    /// <summary>Shows how many workers take part, and how many leases they hold.</summary>
    public void ObserveWorkers(Func<(int Workers, int Leases)> count)
    {
        _meter.CreateObservableGauge("swapscore.workers", () => count().Workers, "{worker}", "Workers that take part");
        _meter.CreateObservableGauge("swapscore.leases", () => count().Leases, "{lease}", "Leases that workers hold");
    }

    /// <summary>Shows how often the store was asked, and how often it had the result.</summary>
    public void ObserveStore(Func<(long Asked, long Answered)> count)
    {
        _meter.CreateObservableCounter("swapscore.store.requests", () => count().Asked, "{evaluation}", "Evaluations the store was asked for");
        _meter.CreateObservableCounter("swapscore.store.hits", () => count().Answered, "{evaluation}", "Evaluations the store has answered");
    }

    /// <summary>Counts evaluations that are asked for.</summary>
    public void Ask(int count) => _pending.Add(count);

    /// <summary>Counts an evaluation that has its result.</summary>
    public void Evaluate(bool isScored)
    {
        _pending.Add(-1);
        _evaluations.Add(1, KeyValuePair.Create("result", (object?)(isScored ? "scored" : "failed")));
    }

    /// <summary>Counts evaluations that nobody waits for any more.</summary>
    public void GiveUp(int count) => _pending.Add(-count);

    /// <summary>Counts a job that has run.</summary>
    public void EndJob(string kind, string state, double seconds) =>
        _jobSeconds.Record(seconds, KeyValuePair.Create("kind", (object?)kind), KeyValuePair.Create("state", (object?)state));
}
