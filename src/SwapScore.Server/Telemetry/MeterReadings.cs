using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SwapScore.Server.Telemetry;

/// <summary>Adds up what the meters of one service measure: its own, and those of ASP.NET Core and of the runtime that matter for a service.</summary>
internal sealed class MeterReadings : IDisposable
{
    private static readonly string[] OfRuntime = ["dotnet.process.cpu.time", "dotnet.process.memory.working_set"];
    private static readonly string[] OfServer = ["http.server.request.duration", "http.server.active_requests", "kestrel.active_connections"];

    private readonly ConcurrentDictionary<Instrument, InstrumentReadings> _readings = [];
    private readonly MeterListener _listener = new();

    /// <param name="factory">Makes the meters of the service; those of other services in the process have another.</param>
    public MeterReadings(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var isOurs = ReferenceEquals(instrument.Meter.Scope, factory) && (instrument.Meter.Name == ServiceTelemetry.Name || OfServer.Contains(instrument.Name));
            if (isOurs || OfRuntime.Contains(instrument.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All instruments with their values now, by name.</summary>
    public IReadOnlyList<InstrumentReadings> Read()
    {
        _listener.RecordObservableInstruments();
        return [.. _readings.Values.OrderBy(one => one.Instrument.Name, StringComparer.Ordinal)];
    }

    /// <summary>Stops to listen.</summary>
    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _readings.GetOrAdd(instrument, one => new InstrumentReadings(one)).Take(value, tags);
}
